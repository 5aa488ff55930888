import type { Value } from '../../src/model/value.ts'
import { certificateInOtherRegion } from '../../src/rules/tls/certificate-in-other-region.ts'
import { behavior, changed, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const here = text('eu-west-1')

/** The shop in one region, with a distribution whose certificate is made in another. */
const withDistribution = (side: Side, region: Value) =>
  shop(side, [
    ...changed(shopEntities(side), 'aws_lb_listener.https', { region: here }),
    entity('distribution', 'aws_cloudfront_distribution.cdn', {
      aliases: [text(`cdn.${zones[side]}`)],
      certificate: ref('aws_acm_certificate.cdn', 'arn'),
      origins: [],
      behaviors: [behavior('assets')],
    }),
    entity('certificate', 'aws_acm_certificate.cdn', {
      names: [text(`cdn.${zones[side]}`)],
      source: 'issued',
      region,
    }),
  ])

/** The shop's listener with a certificate of this region. */
const withListener = (side: Side, certificate: Value, region?: Value) =>
  shop(
    side,
    changed(
      changed(shopEntities(side), 'aws_lb_listener.https', { region: here, certificate }),
      'aws_acm_certificate.main',
      region ? { region } : {},
    ),
  )

const domain = (side: Side, endpointType: string, region: string) =>
  shop(side, [
    ...shopEntities(side),
    entity('api-domain', 'aws_api_gateway_domain_name.api', {
      name: text(`api2.${zones[side]}`),
      endpointType: text(endpointType),
      certificate: text(`arn:aws:acm:${region}:111122223333:certificate/0c1f2e3d`),
      region: here,
    }),
  ])

const main = ref('aws_acm_certificate.main', 'arn')
const edge = text('us-east-1')

testRule(certificateInOtherRegion, {
  silent: [
    {
      name: 'at the edge',
      staging: withDistribution('staging', edge),
      production: withDistribution('production', edge),
    },
    {
      name: 'where the load balancer is',
      staging: withListener('staging', main, here),
      production: withListener('production', main, here),
    },
    {
      name: 'a region that nothing says',
      staging: withListener('staging', main),
      production: withListener('production', main),
    },
    {
      name: 'a regional domain',
      staging: domain('staging', 'REGIONAL', 'eu-west-1'),
      production: domain('production', 'REGIONAL', 'eu-west-1'),
    },
  ],
  reports: [
    {
      name: 'CloudFront and a certificate of the region',
      staging: withDistribution('staging', edge),
      production: withDistribution('production', here),
      expect: [
        'CloudFront takes certificates of us-east-1 only, and the one for cdn.example.com is in eu-west-1: the deployment is refused',
      ],
    },
    {
      name: 'a listener and a certificate of the edge, by its ARN',
      staging: withListener('staging', main, here),
      production: withListener('production', text('arn:aws:acm:us-east-1:111122223333:certificate/0c1f2e3d')),
      expect: [
        'the listener takes certificates of eu-west-1 only, and the one for arn:aws:acm:us-east-1:111122223333:certificate/0c1f2e3d is in us-east-1: the deployment is refused',
      ],
    },
    {
      name: 'a domain at the edge and a certificate of the region',
      staging: domain('staging', 'EDGE', 'us-east-1'),
      production: domain('production', 'EDGE', 'eu-west-1'),
      expect: [
        'the EDGE domain of an API takes certificates of us-east-1 only, and the one for arn:aws:acm:eu-west-1:111122223333:certificate/0c1f2e3d is in eu-west-1: the deployment is refused',
      ],
    },
    {
      name: 'the region of the provider is not known',
      staging: withDistribution('staging', edge),
      production: withDistribution('production', unset('region')),
      expect: ['undetermined: region'],
    },
  ],
})
