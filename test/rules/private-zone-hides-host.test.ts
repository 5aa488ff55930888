import type { Entity } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { privateZoneHidesHost } from '../../src/rules/dns/private-zone-hides-host.ts'
import { entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** The shop, whose orders call `api`, with a private zone and what is in it. */
const withZone = (side: Side, name: string, records: readonly Value[] = [], isLookup = false) =>
  shop(side, [
    ...shopEntities(side),
    entity('zone', 'aws_route53_zone.private', { name: text(name), isPrivate: 'yes', isLookup }),
    ...records.map(
      (record, index): Entity =>
        entity('dns-record', `aws_route53_record.private_${index}`, {
          name: record,
          recordType: text('A'),
          zone: ref('aws_route53_zone.private', 'zone_id'),
          routing: 'simple',
          values: [text('10.0.0.1')],
        }),
    ),
  ])

const staging = withZone('staging', 'shop.internal')

testRule(privateZoneHidesHost, {
  silent: [
    { name: 'another name', staging, production: withZone('production', 'shop.internal') },
    {
      name: 'with records for the hosts',
      staging,
      production: withZone('production', 'example.com', [text('api.example.com'), text('*.example.com')]),
    },
    { name: 'made elsewhere', staging, production: withZone('production', 'example.com', [], true) },
    {
      name: 'staging has one, too',
      staging: withZone('staging', zones.staging),
      production: withZone('production', 'example.com'),
    },
  ],
  reports: [
    {
      name: 'without a record',
      staging,
      production: withZone('production', 'api.example.com'),
      expect: [
        'orders does not find api.example.com from within the VPC: the private zone api.example.com answers there, and has no record for it',
      ],
    },
    {
      name: 'with a record whose name is not known',
      staging,
      production: withZone('production', 'api.example.com', [unset('internal_host')]),
      expect: ['undetermined: internal_host'],
    },
  ],
})
