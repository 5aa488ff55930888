import type { Value } from '../../src/model/value.ts'
import { certificateNameTooLong } from '../../src/rules/tls/certificate-name-too-long.ts'
import { at, entity, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const having = (side: Side, ...names: readonly Value[]) =>
  shop(side, [...shopEntities(side), entity('certificate', 'aws_acm_certificate.long', { names, source: 'issued' })])
const long = (length: number): string => `${'a'.repeat(length - 12)}.example.com`
const template = (...parts: readonly Value[]): Value => ({ kind: 'template', parts, from: { at: at(), origins: [] } })

testRule(certificateNameTooLong, {
  silent: [
    { name: '64 characters', staging: shop('staging'), production: having('production', text(long(64))) },
    {
      name: 'a long alternative name',
      staging: shop('staging'),
      production: having('production', text('example.com'), text(long(80))),
    },
  ],
  reports: [
    {
      name: '65 characters',
      staging: shop('staging'),
      production: having('production', text(long(65))),
      expect: [
        `the certificate for ${long(65)} cannot be issued in production: the name has 65 characters, and ACM allows 64`,
      ],
    },
    {
      name: 'in staging only',
      staging: having('staging', text(long(70))),
      production: shop('production'),
      expect: [
        `the certificate for ${long(70)} cannot be issued in staging: the name has 70 characters, and ACM allows 64`,
      ],
    },
    {
      name: 'a part is not known, and there is little room for it',
      staging: shop('staging'),
      production: having('production', template(unset('prefix'), text(long(60)))),
      expect: ['undetermined: prefix'],
    },
  ],
})
