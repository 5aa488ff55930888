import type { Entity } from '../../src/model/entity.ts'
import { zoneNotDelegated } from '../../src/rules/dns/zone-not-delegated.ts'
import { entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const child = (side: Side, name = 'orders'): readonly Entity[] => [
  entity('zone', `aws_route53_zone.${name}`, {
    name: text(`${name}.${zones[side]}`),
    isPrivate: 'no',
    isLookup: false,
  }),
  entity('dns-record', `aws_route53_record.${name}_txt`, {
    name: text(`${name}.${zones[side]}`),
    recordType: text('TXT'),
    zone: ref(`aws_route53_zone.${name}`, 'zone_id'),
    routing: 'simple',
  }),
]

const delegation = (side: Side): Entity =>
  entity('dns-record', 'aws_route53_record.delegation', {
    name: text(`orders.${zones[side]}`),
    recordType: text('NS'),
    zone: ref('aws_route53_zone.main', 'zone_id'),
    routing: 'simple',
  })

const withMore = (side: Side, ...more: readonly Entity[]) => shop(side, [...shopEntities(side), ...more])

testRule(zoneNotDelegated, {
  silent: [
    {
      name: 'delegated',
      staging: shop('staging'),
      production: withMore('production', ...child('production'), delegation('production')),
    },
    {
      name: 'staging’s is delegated to elsewhere as well',
      staging: withMore('staging', ...child('staging')),
      production: withMore('production', ...child('production')),
    },
    {
      name: 'nothing is in it',
      staging: shop('staging'),
      production: withMore('production', ...child('production').slice(0, 1)),
    },
    {
      name: 'the zone above is made elsewhere, and staging has no such zone',
      staging: shop('staging'),
      production: shop('production', [
        ...child('production'),
        entity('zone', 'data.aws_route53_zone.main', { name: text('example.com'), isPrivate: 'no', isLookup: true }),
      ]),
    },
  ],
  reports: [
    {
      name: 'staging delegates to its own, and leaves another to somebody else',
      staging: withMore('staging', ...child('staging'), delegation('staging'), ...child('staging', 'docs')),
      production: withMore('production', ...child('production'), ...child('production', 'docs')),
      expect: [
        'no name in orders.example.com resolves: example.com has no NS record that leads to it, and certificates that are validated there stay pending',
      ],
    },
    {
      name: 'staging has its hosts in the zone above',
      staging: shop('staging'),
      production: withMore('production', ...child('production')),
      expect: [
        'no name in orders.example.com resolves: example.com has no NS record that leads to it, and certificates that are validated there stay pending',
      ],
    },
    {
      name: 'staging delegates to its own',
      staging: withMore('staging', ...child('staging'), delegation('staging')),
      production: withMore('production', ...child('production')),
      expect: [
        'no name in orders.example.com resolves: example.com has no NS record that leads to it, and certificates that are validated there stay pending',
      ],
    },
    {
      name: 'a variable says what is delegated to',
      staging: shop('staging'),
      production: withMore('production', ...child('production'), {
        ...delegation('production'),
        name: unset('delegated_zone'),
      } as Entity),
      expect: ['undetermined: delegated_zone'],
    },
    {
      name: 'a variable says whether it is delegated to',
      staging: shop('staging'),
      production: withMore('production', ...child('production'), {
        ...delegation('production'),
        exists: 'undetermined',
        existsBecause: unset('delegate'),
      }),
      expect: ['undetermined: delegate'],
    },
  ],
})
