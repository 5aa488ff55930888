import type { Value } from '../../src/model/value.ts'
import { weightedRecordsLeftover } from '../../src/rules/dns/weighted-records-leftover.ts'
import { entity, ref, type Side, shop, shopEntities, text, unset, without, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const requests = [['https://api.stg.example.com/x', 'https://api.example.com/x']] as const

const weighted = (side: Side, legacy: number | Value, current: number) =>
  shop(side, [
    ...without(shopEntities(side), `aws_route53_record.api.${zones[side]}`),
    ...(
      [
        ['legacy', legacy],
        ['current', current],
      ] as const
    ).map(([name, weight]) =>
      entity('dns-record', `aws_route53_record.${name}`, {
        name: text(`api.${zones[side]}`),
        recordType: text('A'),
        zone: ref('aws_route53_zone.main', 'zone_id'),
        alias: { target: ref('aws_lb.main', 'dns_name') },
        routing: 'weighted',
        setIdentifier: text(`${name}-${side}`),
        weight: typeof weight === 'number' ? text(weight) : weight,
      }),
    ),
  ])

testRule(weightedRecordsLeftover, {
  silent: [
    {
      name: 'both have taken it out',
      staging: weighted('staging', 0, 100),
      production: weighted('production', 0, 100),
    },
    { name: 'both give it a share', staging: weighted('staging', 10, 90), production: weighted('production', 20, 80) },
    {
      name: 'staging has one record only',
      staging: shop('staging'),
      production: weighted('production', 10, 90),
      requests,
    },
  ],
  reports: [
    {
      name: 'production still gives it a share',
      staging: weighted('staging', 0, 100),
      production: weighted('production', 64, 192),
      expect: [
        '25 % of the clients of api.example.com are still sent to record "legacy-production", which has weight 0 in staging',
      ],
    },
    {
      name: 'all weights 0 are equal shares',
      staging: weighted('staging', 0, 100),
      production: weighted('production', 0, 0),
      expect: [
        '50 % of the clients of api.example.com are still sent to record "legacy-production", which has weight 0 in staging',
      ],
    },
    {
      name: 'the weight comes from an unset variable',
      staging: weighted('staging', 0, 100),
      production: weighted('production', unset('legacy_weight'), 100),
      expect: ['undetermined: legacy_weight'],
    },
  ],
})
