import type { Behavior } from '../../src/model/entity.ts'
import { nothing, unknownSelection } from '../../src/model/selection.ts'
import { behaviorLetsLessThrough } from '../../src/rules/edge/behavior-lets-less-through.ts'
import { behavior, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** The API behind a distribution of its own. */
const cdn = (side: Side, fields: Partial<Behavior> = {}, isS3 = false) =>
  shop(side, [
    ...shopEntities(side),
    entity('distribution', 'aws_cloudfront_distribution.cdn', {
      aliases: [text(`cdn.${zones[side]}`)],
      origins: [{ id: text('api'), domainName: text(`api.${zones[side]}`), isS3 }],
      behaviors: [behavior('api', 'no', fields)],
    }),
  ])

const methods = (...names: readonly string[]) => ({ allowedMethods: names.map(name => text(name)) })
const all = behavior('api').forwards
const only = (names: readonly string[]) => ({ kind: 'only' as const, names, isOpen: false })

/** Every host of the shop leads to a distribution before the load balancer. */
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
    { serviceOfApp: new Map([['orders', { source: 'root', name: 'aws_ecs_service.api' }]]) },
  )

const direct = shop('staging', shopEntities('staging'), {
  serviceOfApp: new Map([['orders', { source: 'root', name: 'aws_ecs_service.api' }]]),
})
const requests = [['https://api.stg.example.com/x', 'https://api.example.com/x']] as const

testRule(behaviorLetsLessThrough, {
  silent: [
    {
      name: 'both let the same through',
      staging: cdn('staging', methods('GET')),
      production: cdn('production', methods('GET')),
    },
    {
      name: 'production lets more through',
      staging: cdn('staging', methods('GET')),
      production: cdn('production', methods('GET', 'POST')),
    },
    {
      name: 'a bucket is behind it',
      staging: cdn('staging', methods('GET', 'OPTIONS'), true),
      production: cdn('production', methods('GET'), true),
    },
    {
      name: 'a header that describes the client',
      staging: cdn('staging', { forwards: { ...all, headers: only(['authorization', 'user-agent']) } }),
      production: cdn('production', { forwards: { ...all, headers: only(['authorization']) } }),
    },
    {
      name: 'tokens pass a distribution that staging does not have',
      staging: direct,
      production: inFront('production', {}),
      requests,
    },
  ],
  reports: [
    {
      name: 'methods that staging takes',
      staging: cdn('staging', methods('GET', 'HEAD', 'POST', 'PUT')),
      production: cdn('production', methods('GET', 'HEAD')),
      expect: [
        'at cdn.example.com/ CloudFront drops what it lets through in staging: methods POST, PUT (they get 403)',
      ],
    },
    {
      name: 'no list of methods is GET and HEAD',
      staging: cdn('staging', methods('GET', 'HEAD', 'POST')),
      production: cdn('production'),
      expect: ['at cdn.example.com/ CloudFront drops what it lets through in staging: methods POST (they get 403)'],
    },
    {
      name: 'everything that a policy forwards in staging',
      staging: cdn('staging', { forwards: all }),
      production: cdn('production', { forwards: { headers: nothing, cookies: nothing, queries: nothing } }),
      expect: [
        'at cdn.example.com/ CloudFront drops what it lets through in staging: Authorization and other headers (requests with a token get 401); cookies (nobody stays logged in); query parameters (the origin answers without them)',
      ],
    },
    {
      name: 'a cookie and a parameter by name',
      staging: cdn('staging', { forwards: { ...all, cookies: only(['sid', 'lang']), queries: only(['page']) } }),
      production: cdn('production', { forwards: { ...all, cookies: only(['sid']), queries: nothing } }),
      expect: [
        'at cdn.example.com/ CloudFront drops what it lets through in staging: cookies lang (nobody stays logged in); query parameters page (the origin answers without them)',
      ],
    },
    {
      name: 'the token of a service that only production has behind CloudFront',
      staging: direct,
      production: inFront('production', { forwards: { ...all, headers: only(['host']), cookies: nothing } }),
      requests,
      expect: [
        'at *.example.com/x CloudFront drops what it lets through in staging: Authorization (requests with a token get 401)',
      ],
    },
    {
      name: 'which methods production takes comes from an unset variable',
      staging: cdn('staging', methods('GET', 'HEAD', 'POST')),
      production: cdn('production', { allowedMethods: { unknown: unset('methods') } }),
      expect: ['undetermined: methods'],
    },
    {
      name: 'what production forwards is not known',
      staging: cdn('staging'),
      production: cdn('production', { forwards: { ...all, cookies: unknownSelection } }),
      expect: ['undetermined: cookies that behaviour default forwards'],
    },
  ],
})
