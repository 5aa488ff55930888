import type { Action, Entity, Patterns } from '../../src/model/entity.ts'
import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { Truth } from '../../src/model/truth.ts'
import type { Value } from '../../src/model/value.ts'
import { hostHeaderLostAtEdge } from '../../src/rules/edge/host-header-lost-at-edge.ts'
import { at, behavior, entity, ref, type Side, shop, shopEntities, text, zones } from '../helpers/model.ts'
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
const behindCdn = (side: Side, cdn: Entity, more: readonly Entity[] = [], defaultActions?: readonly Action[]) =>
  shop(side, [
    ...shopEntities(side).map(each => {
      if (each.kind === 'dns-record')
        return { ...each, alias: { target: ref('aws_cloudfront_distribution.cdn', 'domain_name') } }
      return each.kind === 'listener' && each.address.name.endsWith('https') && defaultActions
        ? { ...each, defaultActions }
        : each
    }),
    cdn,
    ...more,
  ])

/** Only the API is behind the distribution. */
const withWwwDirect = (environment: EnvironmentModel): EnvironmentModel => ({
  ...environment,
  entities: {
    ...environment.entities,
    'dns-record': environment.entities['dns-record'].map(each =>
      each.address.name.includes('www.') ? { ...each, alias: { target: ref('aws_lb.main', 'dns_name') } } : each,
    ),
  },
})

const hosts = (side: Side): readonly Value[] => [text(`www.${zones[side]}`), text(`api.${zones[side]}`)]

const origin: readonly Entity[] = [
  entity('dns-record', 'aws_route53_record.origin', {
    name: text('origin.example.com'),
    recordType: text('A'),
    zone: ref('aws_route53_zone.main', 'zone_id'),
    alias: { target: ref('aws_lb.main', 'dns_name') },
    routing: 'simple',
  }),
  entity('certificate', 'aws_acm_certificate.origin', { names: [text('origin.example.com')], source: 'issued' }),
  entity('listener-certificate', 'aws_lb_listener_certificate.origin', {
    listener: ref('aws_lb_listener.https', 'arn'),
    certificate: ref('aws_acm_certificate.origin', 'arn'),
  }),
]

testRule(hostHeaderLostAtEdge, {
  silent: [
    {
      name: 'Host is forwarded',
      staging: shop('staging'),
      production: behindCdn('production', distribution('production', hosts('production'), 'yes')),
    },
    {
      name: 'staging loses it too',
      staging: behindCdn('staging', distribution('staging', hosts('staging'), 'no')),
      production: behindCdn('production', distribution('production', hosts('production'), 'no')),
      requests,
    },
    {
      name: 'the rules know the name of the origin',
      staging: shop('staging'),
      production: withWwwDirect(
        behindCdn('production', distribution('production', hosts('production'), 'no', text('origin.example.com')), [
          ...origin,
          ...shopEntities('production').flatMap(each =>
            each.kind === 'listener-rule' && each.address.name.endsWith('r10')
              ? [
                  {
                    ...each,
                    address: { source: 'root', name: 'aws_lb_listener_rule.origin' },
                    priority: text(5),
                    conditions: [{ at: at(), field: 'host-header' as const, values: [text('origin.example.com')] }],
                  },
                ]
              : [],
          ),
        ]),
      ),
      requests,
    },
  ],
  reports: [
    {
      name: 'the origin has a name of its own, for which there is no rule',
      staging: shop('staging'),
      production: behindCdn(
        'production',
        distribution('production', hosts('production'), 'no', text('origin.example.com')),
        origin,
      ),
      requests,
      expect: [
        'CloudFront sends Host "origin.example.com" instead of "api.example.com" to its origin: clients see 404 for https://api.example.com/x',
      ],
    },
    {
      name: 'the origin has a name of its own, which the default action sends to another service',
      staging: shop('staging'),
      production: behindCdn(
        'production',
        distribution('production', hosts('production'), 'no', text('origin.example.com')),
        origin,
        [{ at: at(), type: 'forward', targets: [{ targetGroup: ref('aws_lb_target_group.web', 'arn') }] }],
      ),
      requests,
      expect: [
        'CloudFront sends Host "origin.example.com" instead of "api.example.com" to its origin: clients see 200 for https://api.example.com/x',
      ],
    },
    {
      name: 'the origin is the load balancer itself, whose certificate is for other names',
      staging: shop('staging'),
      production: behindCdn('production', distribution('production', hosts('production'), 'no')),
      requests,
      expect: [
        'CloudFront sends Host "${aws_lb.main.dns_name}" instead of "api.example.com" to its origin: clients see 502 for https://api.example.com/x',
      ],
    },
    {
      name: 'what is forwarded is not known',
      staging: shop('staging'),
      production: behindCdn('production', distribution('production', hosts('production'), 'undetermined')),
      requests,
      expect: ['undetermined: origin request policy of behaviour default'],
    },
  ],
})
