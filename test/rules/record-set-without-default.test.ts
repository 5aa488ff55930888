import type { DnsRecord } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { recordSetWithoutDefault } from '../../src/rules/dns/record-set-without-default.ts'
import { entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

type Policy = Pick<DnsRecord, 'routing' | 'failover' | 'location'> &
  Partial<Pick<DnsRecord, 'exists' | 'existsBecause'>>

const records = (side: Side, host: string, policies: readonly Policy[]) =>
  policies.map((policy, index) =>
    entity('dns-record', `aws_route53_record.${host}_${index}`, {
      name: text(`${host}.${zones[side]}`),
      recordType: text('A'),
      zone: ref('aws_route53_zone.main', 'zone_id'),
      alias: { target: ref('aws_lb.main', 'dns_name') },
      setIdentifier: text(String(index)),
      ...policy,
    }),
  )

const withRecords = (side: Side, ...policies: readonly Policy[]) =>
  shop(side, [...shopEntities(side), ...records(side, 'docs', policies)])

const place = (location: Value | string): Policy => ({
  routing: 'geolocation',
  location: typeof location === 'string' ? text(location) : location,
})
const turn = (failover: Value | string): Policy => ({
  routing: 'failover',
  failover: typeof failover === 'string' ? text(failover) : failover,
})

testRule(recordSetWithoutDefault, {
  silent: [
    {
      name: 'a default location',
      staging: shop('staging'),
      production: withRecords('production', place('EU'), place('*')),
    },
    {
      name: 'a primary and a secondary record',
      staging: shop('staging'),
      production: withRecords('production', turn('PRIMARY'), turn('SECONDARY')),
    },
    {
      name: 'a default location beside one that is not known',
      staging: shop('staging'),
      production: withRecords('production', place(unset('country')), place('*')),
    },
    {
      name: 'no default location in staging either',
      staging: withRecords('staging', place('EU')),
      production: withRecords('production', place('EU'), place('JP')),
    },
    {
      name: 'weights need no default',
      staging: shop('staging'),
      production: withRecords('production', { routing: 'weighted' }),
    },
  ],
  reports: [
    {
      name: 'the records of another host lack a default location in staging',
      staging: shop('staging', [
        ...shopEntities('staging'),
        ...records('staging', 'docs', [place('EU'), place('*')]),
        ...records('staging', 'help', [place('EU')]),
      ]),
      production: shop('production', [
        ...shopEntities('production'),
        ...records('production', 'docs', [place('EU')]),
        ...records('production', 'help', [place('EU')]),
      ]),
      expect: ['A records of docs.example.com: clients whose place has no record, or is not known, get no answer'],
    },
    {
      name: 'no default location',
      staging: withRecords('staging', place('EU'), place('*')),
      production: withRecords('production', place('EU'), place('JP')),
      expect: ['A records of docs.example.com: clients whose place has no record, or is not known, get no answer'],
    },
    {
      name: 'no secondary record',
      staging: shop('staging'),
      production: withRecords('production', turn('PRIMARY')),
      expect: ['A records of docs.example.com: there is no secondary record to fail over to'],
    },
    {
      name: 'no primary record',
      staging: withRecords('staging', turn('PRIMARY'), turn('SECONDARY')),
      production: withRecords('production', turn('SECONDARY')),
      expect: [
        'A records of docs.example.com: there is no primary record, and clients are sent where the secondary one leads',
      ],
    },
    {
      name: 'a variable says whether there is a secondary record',
      staging: shop('staging'),
      production: withRecords('production', turn('PRIMARY'), {
        ...turn('SECONDARY'),
        exists: 'undetermined',
        existsBecause: unset('standby'),
      }),
      expect: ['undetermined: standby'],
    },
    {
      name: 'a location that is not known',
      staging: shop('staging'),
      production: withRecords('production', place('EU'), place(unset('country'))),
      expect: ['undetermined: country'],
    },
  ],
})
