import type { Value } from '../../src/model/value.ts'
import { certificateMissesApex } from '../../src/rules/tls/certificate-misses-apex.ts'
import { changed, model, site, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const requests = [['https://stg.example.com/', 'https://example.com/']] as const

const apex = (host: string, ...names: readonly (string | Value)[]) => {
  const entities = site({ hosts: [host], zone: host, rules: [{ priority: 10, hosts: [host], service: 'web' }] })
  const values = names.map(name => (typeof name === 'string' ? text(name) : name))
  return model(
    host === 'example.com' ? 'production' : 'staging',
    changed(entities, 'aws_acm_certificate.main', { names: values }),
  )
}

testRule(certificateMissesApex, {
  silent: [
    {
      name: 'the domain is listed beside its wildcard',
      staging: apex('stg.example.com', 'stg.example.com', '*.stg.example.com'),
      production: apex('example.com', 'example.com', '*.example.com'),
    },
    {
      name: 'staging misses it too',
      staging: apex('stg.example.com', '*.stg.example.com'),
      production: apex('example.com', '*.example.com'),
      requests,
    },
    // What is not known is asked once, by certificate-does-not-cover-host: undetermined: the name that is missing may be any.
    {
      name: 'a name comes from an unset variable',
      staging: apex('stg.example.com', 'stg.example.com', '*.stg.example.com'),
      production: apex('example.com', '*.example.com', unset('second_name')),
      requests,
    },
  ],
  reports: [
    {
      name: 'only the wildcard is there',
      staging: apex('stg.example.com', 'stg.example.com', '*.stg.example.com'),
      production: apex('example.com', '*.example.com'),
      requests,
      expect: [
        'clients of example.com get a certificate for *.example.com, which does not cover the domain itself: certificate invalid',
      ],
    },
  ],
})
