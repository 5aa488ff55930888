import type { Certificate } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { distributionAliasUncovered } from '../../src/rules/tls/distribution-alias-uncovered.ts'
import { behavior, entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const distribution = (
  side: Side,
  aliases: readonly string[],
  names: readonly Value[],
  source: Certificate['source'] = 'issued',
) =>
  shop(side, [
    ...shopEntities(side),
    entity('distribution', 'aws_cloudfront_distribution.cdn', {
      aliases: aliases.map(alias => text(alias)),
      certificate: ref('aws_acm_certificate.cdn', 'arn'),
      origins: [],
      behaviors: [behavior('assets')],
    }),
    entity('certificate', 'aws_acm_certificate.cdn', { names, source }),
  ])

const staging = shop('staging')

testRule(distributionAliasUncovered, {
  silent: [
    {
      name: 'a wildcard covers',
      staging,
      production: distribution('production', ['cdn.example.org'], [text('*.example.org')]),
    },
    {
      name: 'a wildcard for a wildcard',
      staging,
      production: distribution('production', ['*.example.org'], [text('*.example.org')]),
    },
    {
      name: 'a host that a record leads to is traced',
      staging,
      production: distribution('production', ['www.example.com'], [text('example.org')]),
    },
    {
      name: 'a looked-up certificate has names that are not known',
      staging,
      production: distribution('production', ['cdn.example.org'], [text('example.org')], 'lookup'),
    },
  ],
  reports: [
    {
      name: 'a deeper name than the wildcard',
      staging,
      production: distribution('production', ['cdn.eu.example.org'], [text('*.example.org'), text('example.org')]),
      expect: [
        "CloudFront refuses the alias cdn.eu.example.org (InvalidViewerCertificate): the distribution's certificate is for *.example.org, example.org",
      ],
    },
    {
      name: 'a wildcard and a single name',
      staging,
      production: distribution('production', ['*.example.org'], [text('www.example.org')]),
      expect: [
        "CloudFront refuses the alias *.example.org (InvalidViewerCertificate): the distribution's certificate is for www.example.org",
      ],
    },
    {
      name: 'a name that is not known',
      staging,
      production: distribution('production', ['cdn.example.org'], [text('www.example.org'), unset('extra_name')]),
      expect: ['undetermined: extra_name'],
    },
  ],
})
