import type { Value } from '../../src/model/value.ts'
import { originCertificateMismatch } from '../../src/rules/edge/origin-certificate-mismatch.ts'
import { behavior, changed, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** A distribution with a certificate of its own before the shop, whose listener presents one for these names. */
const behind = (side: Side, alias: string, names: readonly Value[]) =>
  shop(side, [
    ...changed(shopEntities(side), 'aws_acm_certificate.main', { names }),
    entity('certificate', 'aws_acm_certificate.edge', { names: [text(alias)], source: 'issued' }),
    entity('distribution', 'aws_cloudfront_distribution.main', {
      aliases: [text(alias)],
      certificate: ref('aws_acm_certificate.edge', 'arn'),
      origins: [
        {
          id: text('site'),
          domainName: ref('aws_lb.main', 'dns_name'),
          protocolPolicy: text('https-only'),
          isS3: false,
        },
      ],
      behaviors: [behavior('site')],
    }),
  ])
const healthy = behind('staging', `*.www.${zones.staging}`, [text(`*.www.${zones.staging}`)])

testRule(originCertificateMismatch, {
  silent: [
    {
      name: 'a wildcard at the same level',
      staging: healthy,
      production: behind('production', '*.www.example.com', [text('example.com'), text('*.www.example.com')]),
    },
  ],
  reports: [
    {
      name: 'a wildcard one level higher',
      staging: healthy,
      production: behind('production', '*.www.example.com', [text('*.example.com')]),
      expect: [
        'clients of any.www.example.com get 502 from CloudFront: the origin presents a certificate for *.example.com, which covers neither its own name nor the host that is forwarded',
      ],
    },
    {
      name: 'the certificate is for an unset variable',
      staging: healthy,
      production: behind('production', '*.www.example.com', [unset('domain')]),
      expect: ['undetermined: domain'],
    },
  ],
})
