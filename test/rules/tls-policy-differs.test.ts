import type { Value } from '../../src/model/value.ts'
import { tlsPolicyDiffers } from '../../src/rules/tls/tls-policy-differs.ts'
import { behavior, changed, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const tls12 = text('ELBSecurityPolicy-TLS13-1-2-2021-06')
const tls13 = text('ELBSecurityPolicy-TLS13-1-3-2021-06')

const speaks = (side: Side, sslPolicy: Value) =>
  shop(side, changed(shopEntities(side), 'aws_lb_listener.https', { sslPolicy }))

/** The shop with a distribution and a domain of an API that speak from these versions on. */
const edge = (side: Side, securityPolicy: string, domainPolicy: string) =>
  shop(side, [
    ...shopEntities(side),
    entity('distribution', 'aws_cloudfront_distribution.cdn', {
      aliases: [text(`cdn.${zones[side]}`)],
      certificate: ref('aws_acm_certificate.main', 'arn'),
      securityPolicy: text(securityPolicy),
      origins: [],
      behaviors: [behavior('assets')],
    }),
    entity('api-domain', 'aws_api_gateway_domain_name.api', {
      name: text(`orders.${zones[side]}`),
      endpointType: text('REGIONAL'),
      securityPolicy: text(domainPolicy),
    }),
  ])

testRule(tlsPolicyDiffers, {
  silent: [
    { name: 'both speak TLS 1.3 only', staging: speaks('staging', tls13), production: speaks('production', tls13) },
    {
      name: 'production accepts more, and nothing that is deprecated',
      staging: speaks('staging', tls13),
      production: speaks('production', tls12),
    },
    {
      name: 'another policy with the same minimum',
      staging: speaks('staging', tls12),
      production: speaks('production', text('ELBSecurityPolicy-TLS13-1-2-Res-2021-06')),
    },
    {
      name: 'plain HTTP has no policy',
      staging: shop('staging'),
      production: shop('production', changed(shopEntities('production'), 'aws_lb_listener.http', { sslPolicy: tls13 })),
    },
  ],
  reports: [
    {
      name: 'TLS 1.3 only',
      staging: speaks('staging', tls12),
      production: speaks('production', tls13),
      expect: [
        'clients older than TLS 1.3 cannot connect to port 443 ("protocol version" alert); staging accepts TLS 1.2',
      ],
    },
    {
      name: 'staging has the default of the API',
      staging: shop('staging'),
      production: speaks('production', tls12),
      expect: [
        'clients older than TLS 1.2 cannot connect to port 443 ("protocol version" alert); staging accepts TLS 1.0',
      ],
    },
    {
      name: 'deprecated versions in production only',
      staging: speaks('staging', tls12),
      production: speaks('production', text('ELBSecurityPolicy-2016-08')),
      expect: ['production accepts TLS 1.0 on port 443, which is deprecated; staging accepts TLS 1.2 and later only'],
    },
    {
      name: 'at the edge',
      staging: edge('staging', 'TLSv1.2_2021', 'TLS_1_0'),
      production: edge('production', 'TLSv1.1_2016', 'TLS_1_2'),
      expect: [
        'production accepts TLS 1.1 on the distribution cdn.example.com, which is deprecated; staging accepts TLS 1.2 and later only',
        'clients older than TLS 1.2 cannot connect to orders.example.com ("protocol version" alert); staging accepts TLS 1.0',
      ],
    },
    {
      name: 'the policy comes from an unset variable',
      staging: speaks('staging', tls12),
      production: speaks('production', unset('ssl_policy')),
      expect: ['undetermined: ssl_policy'],
    },
  ],
})
