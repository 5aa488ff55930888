import type { Value } from '../../src/model/value.ts'
import { originRedirectLoop } from '../../src/rules/edge/origin-redirect-loop.ts'
import { behavior, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const behind = (side: Side, protocolPolicy: Value, forwardsHost: 'yes' | 'no' = 'yes') =>
  shop(side, [
    ...shopEntities(side),
    entity('distribution', 'aws_cloudfront_distribution.main', {
      aliases: [text(`www.${zones[side]}`)],
      certificate: ref('aws_acm_certificate.main', 'arn'),
      origins: [{ id: text('site'), domainName: ref('aws_lb.main', 'dns_name'), protocolPolicy, isS3: false }],
      behaviors: [behavior('site', forwardsHost)],
    }),
  ])

testRule(originRedirectLoop, {
  silent: [
    {
      name: 'HTTPS to the origin',
      staging: behind('staging', text('http-only')),
      production: behind('production', text('https-only')),
    },
    {
      name: 'the protocol of the viewer',
      staging: behind('staging', text('match-viewer')),
      production: behind('production', text('match-viewer')),
    },
    {
      name: 'the origin redirects to its own name',
      staging: behind('staging', text('http-only'), 'no'),
      production: behind('production', text('http-only'), 'no'),
    },
  ],
  reports: [
    {
      name: 'HTTP to the origin',
      staging: behind('staging', text('https-only')),
      production: behind('production', text('http-only')),
      expect: [
        'browsers of www.example.com are redirected without end: the distribution fetches over HTTP, and the load balancer redirects HTTP to the address that was asked for',
      ],
    },
    {
      name: 'the protocol comes from an unset variable',
      staging: behind('staging', text('https-only')),
      production: behind('production', unset('origin_protocol')),
      expect: ['undetermined: origin_protocol'],
    },
  ],
})
