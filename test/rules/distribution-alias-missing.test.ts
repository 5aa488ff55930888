import type { Entity, Patterns } from '../../src/model/entity.ts'
import type { Truth } from '../../src/model/truth.ts'
import type { Value } from '../../src/model/value.ts'
import { distributionAliasMissing } from '../../src/rules/edge/distribution-alias-missing.ts'
import { behavior, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const requests = [['https://api.stg.example.com/x', 'https://api.example.com/x']] as const

const distribution = (
  _side: Side,
  aliases: Patterns,
  forwardsHost: Truth = 'yes',
  origin: Value = ref('aws_lb.main', 'dns_name'),
): Entity =>
  entity('distribution', 'aws_cloudfront_distribution.cdn', {
    aliases,
    certificate: ref('aws_acm_certificate.main', 'arn'),
    origins: [{ id: text('lb'), domainName: origin, isS3: false }],
    behaviors: [behavior('lb', forwardsHost)],
  })

/** Every host of the shop leads to a distribution before the load balancer. */
const behindCdn = (side: Side, cdn: Entity, more: readonly Entity[] = []) =>
  shop(side, [
    ...shopEntities(side).map(each =>
      each.kind === 'dns-record'
        ? { ...each, alias: { target: ref('aws_cloudfront_distribution.cdn', 'domain_name') } }
        : each,
    ),
    cdn,
    ...more,
  ])

const hosts = (side: Side): readonly Value[] => [text(`www.${zones[side]}`), text(`api.${zones[side]}`)]

testRule(distributionAliasMissing, {
  silent: [
    {
      name: 'a wildcard alias stands for the host',
      staging: behindCdn('staging', distribution('staging', hosts('staging'))),
      production: behindCdn('production', distribution('production', [text('*.example.com')])),
    },
    {
      name: 'staging does not list its host either',
      staging: behindCdn('staging', distribution('staging', hosts('staging').slice(0, 1))),
      production: behindCdn('production', distribution('production', hosts('production').slice(0, 1))),
      requests,
    },
  ],
  reports: [
    {
      name: 'production does not list a host',
      staging: behindCdn('staging', distribution('staging', hosts('staging'))),
      production: behindCdn('production', distribution('production', hosts('production').slice(0, 1))),
      expect: [
        "clients of api.example.com get 403 from CloudFront: it is not among the distribution's aliases; in staging api.stg.example.com is",
      ],
    },
    {
      name: 'the aliases come from an unset variable',
      staging: behindCdn('staging', distribution('staging', hosts('staging'))),
      production: behindCdn('production', distribution('production', { unknown: unset('aliases') })),
      requests,
      expect: ['undetermined: aliases', 'undetermined: aliases'],
    },
  ],
})
