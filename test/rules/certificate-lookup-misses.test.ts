import type { Value } from '../../src/model/value.ts'
import { certificateLookupMisses } from '../../src/rules/tls/certificate-lookup-misses.ts'
import { entity, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const having = (side: Side, issued: string, wanted: Value) =>
  shop(side, [
    ...shopEntities(side),
    entity('certificate', 'aws_acm_certificate.view', { names: [text(issued)], source: 'issued' }),
    entity('certificate', 'data.aws_acm_certificate.view', { names: [wanted], source: 'lookup' }),
  ])

testRule(certificateLookupMisses, {
  silent: [
    {
      name: 'the name that is issued',
      staging: shop('staging'),
      production: having('production', '*.view.example.com', text('*.view.example.com')),
    },
    {
      name: 'another name, which may be issued elsewhere',
      staging: shop('staging'),
      production: having('production', '*.view.example.com', text('other.example.com')),
    },
  ],
  reports: [
    {
      name: 'a wildcard is issued',
      staging: shop('staging'),
      production: having('production', '*.view.example.com', text('view.example.com')),
      expect: [
        'production looks for a certificate of view.example.com, and issues one of *.view.example.com: the look-up finds nothing',
      ],
    },
    {
      name: 'in staging, a wildcard is wanted',
      staging: having('staging', 'view.stg.example.com', text('*.view.stg.example.com')),
      production: shop('production'),
      expect: [
        'staging looks for a certificate of *.view.stg.example.com, and issues one of view.stg.example.com: the look-up finds nothing',
      ],
    },
    {
      name: 'the name comes from an unset variable',
      staging: shop('staging'),
      production: having('production', '*.view.example.com', unset('domain')),
      expect: ['undetermined: domain'],
    },
  ],
})
