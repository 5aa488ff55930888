import type { Value } from '../../src/model/value.ts'
import { certificateDoesNotCoverHost } from '../../src/rules/tls/certificate-does-not-cover-host.ts'
import { changed, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const requests = [['https://api.stg.example.com/x', 'https://api.example.com/x']] as const

const certified = (side: Side, ...names: readonly (string | Value)[]) =>
  shop(
    side,
    changed(shopEntities(side), 'aws_acm_certificate.main', {
      names: names.map(name => (typeof name === 'string' ? text(name) : name)),
    }),
  )

testRule(certificateDoesNotCoverHost, {
  silent: [
    {
      name: 'a wildcard covers it',
      staging: certified('staging', '*.stg.example.com'),
      production: certified('production', '*.example.com'),
    },
    {
      name: 'staging does not cover it either',
      staging: certified('staging', 'www.stg.example.com'),
      production: certified('production', 'www.example.com'),
      requests,
    },
  ],
  reports: [
    {
      name: 'the name is missing',
      staging: certified('staging', '*.stg.example.com'),
      production: certified('production', 'www.example.com'),
      expect: ['clients of api.example.com get a certificate for www.example.com: certificate invalid'],
    },
    {
      name: 'a name comes from an unset variable',
      staging: certified('staging', '*.stg.example.com'),
      production: certified('production', 'www.example.com', unset('second_name')),
      requests,
      expect: ['undetermined: second_name'],
    },
  ],
})
