import type { DnsRecord } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { recordRefused } from '../../src/rules/dns/record-refused.ts'
import { entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

interface Given {
  readonly at: string
  readonly type: string | Value
  readonly routing?: DnsRecord['routing']
  readonly id?: string
}

/** The shop with more records; `@` is the top of the zone. */
const withRecords = (side: Side, ...records: readonly Given[]) =>
  shop(side, [
    ...shopEntities(side),
    ...records.map(({ at: name, type, routing = 'simple', id }, index) =>
      entity('dns-record', `aws_route53_record.more_${index}`, {
        name: text(name === '@' ? zones[side] : `${name}.${zones[side]}`),
        recordType: typeof type === 'string' ? text(type) : type,
        zone: ref('aws_route53_zone.main', 'zone_id'),
        values: [text('target.example.org')],
        routing,
        ...(id === undefined ? {} : { setIdentifier: text(id) }),
      }),
    ),
  ])

const pair = (...records: readonly Given[]) => ({
  staging: shop('staging'),
  production: withRecords('production', ...records),
})

testRule(recordRefused, {
  silent: [
    { name: 'a CNAME below the zone', ...pair({ at: 'docs', type: 'CNAME' }) },
    { name: 'an address at the top', ...pair({ at: '@', type: 'A' }, { at: '@', type: 'TXT' }) },
    {
      name: 'weighted records with identifiers of their own',
      ...pair(
        { at: 'docs', type: 'A', routing: 'weighted', id: 'blue' },
        { at: 'docs', type: 'A', routing: 'weighted', id: 'green' },
      ),
    },
  ],
  reports: [
    {
      name: 'a CNAME at the top of the zone',
      ...pair({ at: '@', type: 'CNAME' }),
      expect: ['Route 53 refuses the CNAME record example.com: the top of a zone cannot be a CNAME'],
    },
    {
      name: 'a CNAME beside another record',
      ...pair({ at: 'docs', type: 'TXT' }, { at: 'docs', type: 'CNAME' }),
      expect: ['Route 53 refuses the CNAME record docs.example.com: a CNAME stands alone at its name'],
    },
    {
      name: 'a simple record beside a weighted one',
      ...pair({ at: 'docs', type: 'A', routing: 'weighted', id: 'blue' }, { at: 'docs', type: 'A' }),
      expect: ['Route 53 refuses the A record docs.example.com: records of one name and type have one routing policy'],
    },
    {
      name: 'a record twice',
      ...pair({ at: 'docs', type: 'A' }, { at: 'docs', type: 'A' }),
      expect: ['Route 53 refuses the A record docs.example.com: a name has one simple record of a type'],
    },
    {
      name: 'one identifier twice',
      ...pair(
        { at: 'docs', type: 'A', routing: 'weighted', id: 'blue' },
        { at: 'docs', type: 'A', routing: 'weighted', id: 'blue' },
      ),
      expect: ['Route 53 refuses the A record docs.example.com: two records have the identifier blue'],
    },
    {
      name: 'the type at the top of the zone is not known',
      ...pair({ at: '@', type: unset('record_type') }),
      expect: ['undetermined: record_type'],
    },
  ],
})
