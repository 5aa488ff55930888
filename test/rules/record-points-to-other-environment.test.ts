import type { Entity } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { recordPointsToOtherEnvironment } from '../../src/rules/dns/record-points-to-other-environment.ts'
import { changed, entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const named = (side: Side): readonly Entity[] =>
  changed(shopEntities(side), 'aws_lb.main', { name: text(`shop-${side}`) })

const pointing = (target: Value, more: readonly Entity[] = []) =>
  shop('production', [
    ...changed(named('production'), 'aws_route53_record.api.example.com', { alias: { target } }),
    ...more,
  ])

const lookup = (name: Value): Entity =>
  entity('load-balancer', 'data.aws_lb.main', {
    name,
    type: text('application'),
    internal: text(false),
    isLookup: true,
  })

const shared: readonly Entity[] = [
  entity('dns-record', 'aws_route53_record.shared', {
    name: text('shared.example.com'),
    recordType: text('CNAME'),
    values: [text('shared-1234567890.ap-northeast-1.elb.amazonaws.com')],
    routing: 'simple',
  }),
]

testRule(recordPointsToOtherEnvironment, {
  silent: [
    {
      name: 'the load balancer of production is written as text',
      staging: shop('staging', named('staging')),
      production: pointing(text('dualstack.shop-production-1234567890.ap-northeast-1.elb.amazonaws.com')),
    },
    {
      name: "both environments share a load balancer that is neither's",
      staging: shop('staging', [...named('staging'), ...shared]),
      production: pointing(text('shared-1234567890.ap-northeast-1.elb.amazonaws.com')),
    },
  ],
  reports: [
    {
      name: "the DNS name of staging's load balancer",
      staging: shop('staging', named('staging')),
      production: pointing(text('dualstack.shop-staging-1234567890.ap-northeast-1.elb.amazonaws.com')),
      expect: [
        "clients of api.example.com reach dualstack.shop-staging-1234567890.ap-northeast-1.elb.amazonaws.com, which is the other environment's",
      ],
    },
    {
      name: 'a CNAME to a host of staging',
      staging: shop('staging', named('staging')),
      production: pointing(text('api.stg.example.com.')),
      expect: ["clients of api.example.com reach api.stg.example.com, which is the other environment's"],
    },
    {
      name: "a look-up of staging's load balancer by name",
      staging: shop('staging', named('staging')),
      production: pointing(ref('data.aws_lb.main', 'dns_name'), [lookup(text('shop-staging'))]),
      expect: ["clients of api.example.com reach load balancer shop-staging, which is the other environment's"],
    },
    {
      name: 'a look-up by a name from an unset variable',
      staging: shop('staging', named('staging')),
      production: pointing(ref('data.aws_lb.main', 'dns_name'), [lookup(unset('lb_name'))]),
      expect: ['undetermined: lb_name'],
    },
  ],
})
