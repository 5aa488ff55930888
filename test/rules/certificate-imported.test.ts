import type { Certificate } from '../../src/model/entity.ts'
import { certificateImported } from '../../src/rules/tls/certificate-imported.ts'
import { behavior, changed, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const presents = (side: Side, source: Certificate['source'], more: Partial<Certificate> = {}) =>
  shop(side, changed(shopEntities(side), 'aws_acm_certificate.main', { source, ...more }))

const withDistribution = (side: Side, source: Certificate['source']) =>
  shop(side, [
    ...shopEntities(side),
    entity('distribution', 'aws_cloudfront_distribution.cdn', {
      aliases: [text(`cdn.${zones[side]}`)],
      certificate: ref('aws_acm_certificate.cdn', 'arn'),
      origins: [],
      behaviors: [behavior('assets')],
    }),
    entity('certificate', 'aws_acm_certificate.cdn', { names: [text(`cdn.${zones[side]}`)], source }),
  ])

testRule(certificateImported, {
  silent: [
    { name: 'both import', staging: presents('staging', 'imported'), production: presents('production', 'imported') },
    {
      name: 'only staging imports',
      staging: presents('staging', 'imported'),
      production: presents('production', 'issued'),
    },
    {
      name: 'production looks its own up',
      staging: presents('staging', 'issued'),
      production: presents('production', 'lookup'),
    },
  ],
  reports: [
    {
      name: 'on a listener',
      staging: presents('staging', 'issued'),
      production: presents('production', 'imported'),
      expect: [
        "the certificate on port 443 is imported, so that nothing renews it: one day clients find it expired; staging's, for www.stg.example.com, api.stg.example.com, is issued and renewed by ACM",
      ],
    },
    {
      name: 'on a distribution',
      staging: withDistribution('staging', 'issued'),
      production: withDistribution('production', 'imported'),
      expect: [
        "the certificate on cdn.example.com is imported, so that nothing renews it: one day clients find it expired; staging's, for cdn.stg.example.com, is issued and renewed by ACM",
      ],
    },
    {
      name: 'a variable says whether it is imported',
      staging: presents('staging', 'issued'),
      production: presents('production', 'imported', {
        exists: 'undetermined',
        existsBecause: unset('import_certificate'),
      }),
      expect: ['undetermined: import_certificate'],
    },
  ],
})
