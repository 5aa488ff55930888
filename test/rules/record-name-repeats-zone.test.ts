import type { Value } from '../../src/model/value.ts'
import { recordNameRepeatsZone } from '../../src/rules/dns/record-name-repeats-zone.ts'
import { at, entity, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const having = (side: Side, name: Value) =>
  shop(side, [
    ...shopEntities(side),
    entity('dns-record', 'aws_route53_record.text', { name, recordType: text('TXT'), routing: 'simple' }),
  ])
const template = (...parts: readonly Value[]): Value => ({ kind: 'template', parts, from: { at: at(), origins: [] } })

testRule(recordNameRepeatsZone, {
  silent: [
    {
      name: 'a label that comes twice',
      staging: shop('staging'),
      production: having('production', text('api.api.example.com')),
    },
    {
      name: 'part of a name is not known, and no zone is before it',
      staging: shop('staging'),
      production: having('production', template(text('_dmarc.'), unset('domain'))),
    },
  ],
  reports: [
    ...['_dmarc.example.com.example.com', 'example.com.example.com', '_dmarc.Example.com.example.com.'].map(name => ({
      name,
      staging: shop('staging'),
      production: having('production', text(name)),
      expect: [
        `the record is made for ${name}, where nobody looks: example.com is appended to a name that has it already`,
      ],
    })),
    {
      name: 'what is appended is not known',
      staging: shop('staging'),
      production: having('production', template(text('_dmarc.example.com.'), unset('domain'))),
      expect: ['undetermined: domain'],
    },
  ],
})
