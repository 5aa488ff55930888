import type { Value } from '../../src/model/value.ts'
import { certificateOfOtherEnvironment } from '../../src/rules/tls/certificate-of-other-environment.ts'
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

testRule(certificateOfOtherEnvironment, {
  silent: [
    {
      name: 'one certificate for the hosts of both',
      staging: certified('staging', '*.stg.example.com', '*.example.com'),
      production: certified('production', '*.stg.example.com', '*.example.com'),
    },
    {
      name: 'neither covers its hosts',
      staging: certified('staging', 'old.example.org'),
      production: certified('production', 'www.stg.example.com'),
      requests,
    },
    // What is not known is asked once, by certificate-does-not-cover-host: undetermined: whose names they are cannot be told.
    {
      name: 'the names come from an unset variable',
      staging: certified('staging', '*.stg.example.com'),
      production: certified('production', unset('names')),
      requests,
    },
  ],
  reports: [
    {
      name: "only staging's names are there",
      staging: certified('staging', '*.stg.example.com'),
      production: certified('production', '*.stg.example.com'),
      requests,
      expect: [
        "clients of api.example.com get the other environment's certificate, for *.stg.example.com: certificate invalid",
        "clients of www.example.com get the other environment's certificate, for *.stg.example.com: certificate invalid",
      ],
    },
  ],
})
