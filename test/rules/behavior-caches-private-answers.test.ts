import type { Behavior } from '../../src/model/entity.ts'
import { everything, nothing } from '../../src/model/selection.ts'
import { behaviorCachesPrivateAnswers } from '../../src/rules/edge/behavior-caches-private-answers.ts'
import { behavior, entity, ref, type Side, shop, shopEntities, text, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const cdn = (side: Side, fields: Partial<Behavior>, isS3 = false) =>
  shop(side, [
    ...shopEntities(side),
    entity('distribution', 'aws_cloudfront_distribution.cdn', {
      aliases: [text(`cdn.${zones[side]}`)],
      origins: [{ id: text('api'), domainName: text(`api.${zones[side]}`), isS3 }],
      behaviors: [behavior('api', 'yes', fields)],
    }),
  ])

const runs = { serviceOfApp: new Map([['orders', { source: 'root', name: 'aws_ecs_service.api' }]]) }
const inFront = (side: Side, fields: Partial<Behavior>) =>
  shop(
    side,
    [
      ...shopEntities(side).map(each =>
        each.kind === 'dns-record'
          ? { ...each, alias: { target: ref('aws_cloudfront_distribution.cdn', 'domain_name') } }
          : each,
      ),
      entity('distribution', 'aws_cloudfront_distribution.cdn', {
        aliases: [text(`*.${zones[side]}`)],
        certificate: ref('aws_acm_certificate.main', 'arn'),
        origins: [{ id: text('lb'), domainName: ref('aws_lb.main', 'dns_name'), isS3: false }],
        behaviors: [behavior('lb', 'yes', fields)],
      }),
    ],
    runs,
  )

const all = behavior('api').forwards
const said = (at: string) =>
  `CloudFront keeps answers of ${at} and tells them apart by neither token nor cookie: clients get those of others`

testRule(behaviorCachesPrivateAnswers, {
  silent: [
    { name: 'neither keeps answers', staging: cdn('staging', {}), production: cdn('production', {}) },
    {
      name: 'both keep answers',
      staging: cdn('staging', { caches: 'yes' }),
      production: cdn('production', { caches: 'yes' }),
    },
    {
      name: 'the token tells answers apart',
      staging: cdn('staging', {}),
      production: cdn('production', { caches: 'yes', keyed: { ...all, headers: everything } }),
    },
    {
      name: 'nothing of the client reaches the origin',
      staging: cdn('staging', {}),
      production: cdn('production', {
        caches: 'yes',
        forwards: { headers: nothing, cookies: nothing, queries: nothing },
      }),
    },
    {
      name: 'a bucket is behind it',
      staging: cdn('staging', {}, true),
      production: cdn('production', { caches: 'yes' }, true),
    },
  ],
  reports: [
    {
      name: 'production keeps what staging does not',
      staging: cdn('staging', {}),
      production: cdn('production', { caches: 'yes' }),
      expect: [said('cdn.example.com/')],
    },
    {
      name: 'a token is checked behind it, and staging has no distribution',
      staging: shop('staging', shopEntities('staging'), runs),
      production: inFront('production', { caches: 'yes' }),
      requests: [['https://api.stg.example.com/x', 'https://api.example.com/x']],
      expect: [said('*.example.com/x')],
    },
    {
      name: 'whether production keeps answers is not known',
      staging: cdn('staging', {}),
      production: cdn('production', { caches: 'undetermined' }),
      expect: ['undetermined: cache policy of behaviour default'],
    },
  ],
})
