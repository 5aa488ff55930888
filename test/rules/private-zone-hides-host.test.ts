import type { Entity } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { privateZoneHidesHost } from '../../src/rules/dns/private-zone-hides-host.ts'
import { changed, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const zone = (address: string, name: string, isLookup = false): Entity =>
  entity('zone', address, { name: text(name), isPrivate: 'yes', isLookup })

const record = (name: Value, owner: Value = ref('aws_route53_zone.private', 'zone_id')): Entity =>
  entity('dns-record', `aws_route53_record.private_${name.kind === 'known' ? name.value : 'other'}`, {
    name,
    recordType: text('A'),
    zone: owner,
    routing: 'simple',
    alias: { target: ref('aws_lb.main', 'dns_name') },
  })

const withMore = (side: Side, ...more: readonly Entity[]) => shop(side, [...shopEntities(side), ...more])

/** The shop, whose orders call `api`, with a private zone and what is in it. */
const withZone = (side: Side, name: string, ...more: readonly Entity[]) =>
  withMore(side, zone('aws_route53_zone.private', name), ...more)

const publicRecord = (side: Side, name: string): Entity =>
  entity('dns-record', `aws_route53_record.${name}`, {
    name: text(`${name}.${zones[side]}`),
    recordType: text('A'),
    zone: ref('aws_route53_zone.main', 'zone_id'),
    routing: 'simple',
    alias: { target: ref('aws_lb.main', 'dns_name') },
  })

const staging = withZone('staging', 'shop.internal')
const hidden =
  'orders does not find api.example.com from within the VPC: the private zone api.example.com answers there, and has no record for it'

testRule(privateZoneHidesHost, {
  silent: [
    { name: 'another name', staging, production: withZone('production', 'shop.internal') },
    {
      name: 'with records for the hosts',
      staging,
      production: withZone('production', 'example.com', record(text('api.example.com')), record(text('*.example.com'))),
    },
    {
      name: 'made elsewhere',
      staging,
      production: withMore('production', zone('data.aws_route53_zone.private', 'example.com', true)),
    },
    {
      name: 'one that is made elsewhere lies nearer',
      staging,
      production: withZone(
        'production',
        'example.com',
        zone('data.aws_route53_zone.api', 'api.example.com', true),
        zone('data.aws_route53_zone.www', 'www.example.com', true),
      ),
    },
    {
      name: 'one of two networks has a zone with a record',
      staging,
      production: withZone(
        'production',
        'api.example.com',
        zone('aws_route53_zone.other', 'api.example.com'),
        record(text('api.example.com'), ref('aws_route53_zone.other', 'zone_id')),
      ),
    },
    {
      name: 'staging has one, too',
      staging: withZone('staging', zones.staging),
      production: withZone('production', 'example.com'),
    },
  ],
  reports: [
    {
      name: 'staging hides another host of the same application',
      staging: withMore(
        'staging',
        zone('aws_route53_zone.private', 'id.stg.example.com'),
        publicRecord('staging', 'id'),
      ),
      production: withZone('production', 'api.example.com'),
      expect: [hidden],
    },
    { name: 'without a record', staging, production: withZone('production', 'api.example.com'), expect: [hidden] },
    {
      name: 'the nearest of two',
      staging,
      production: withZone('production', 'api.example.com', zone('aws_route53_zone.wide', 'shop.internal')),
      expect: [hidden],
    },
    {
      name: 'with a record whose name is not known',
      staging,
      production: withZone('production', 'api.example.com', record(unset('internal_host'))),
      expect: ['undetermined: internal_host'],
    },
    {
      name: 'a record whose zone is not known',
      staging,
      production: withZone('production', 'api.example.com', record(text('api.example.com'), unset('private_zone_id'))),
      expect: ['undetermined: private_zone_id'],
    },
    {
      name: 'a record in a zone whose id is written out',
      staging,
      production: withZone('production', 'api.example.com', record(text('api.example.com'), text('Z1'))),
      expect: ['undetermined: zone Z1'],
    },
    {
      name: 'a variable says whether the zone is there',
      staging,
      production: shop(
        'production',
        changed(
          [...shopEntities('production'), zone('aws_route53_zone.private', 'api.example.com')],
          'aws_route53_zone.private',
          { exists: 'undetermined', existsBecause: unset('private') },
        ),
      ),
      expect: ['undetermined: private'],
    },
  ],
})
