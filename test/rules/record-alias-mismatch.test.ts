import { expect, test } from 'vitest'
import type { Entity } from '../../src/model/entity.ts'
import type { SourceLocation } from '../../src/model/source-location.ts'
import type { Value } from '../../src/model/value.ts'
import { recordAliasMismatch } from '../../src/rules/dns/record-alias-mismatch.ts'
import {
  address,
  at,
  behavior,
  changed,
  entity,
  ref,
  type Side,
  shop,
  shopEntities,
  text,
  unset,
  zones,
} from '../helpers/model.ts'
import { contextOf, testRule } from '../helpers/rule-table.ts'

/** The shop with one more alias. */
const alias = (side: Side, target: Value, zoneId: Value, more: readonly Entity[] = []) =>
  shop(side, [
    ...changed(shopEntities(side), 'aws_lb.main', { region: text('eu-west-1') }),
    ...more,
    entity('dns-record', 'aws_route53_record.docs', {
      name: text(`docs.${zones[side]}`),
      recordType: text('A'),
      zone: ref('aws_route53_zone.main', 'zone_id'),
      routing: 'simple',
      alias: { target, zoneId },
    }),
  ])

const distribution = entity('distribution', 'aws_cloudfront_distribution.cdn', {
  aliases: [text('docs.example.com')],
  origins: [],
  behaviors: [behavior('docs')],
})
const network = entity('load-balancer', 'aws_lb.tcp', {
  type: text('network'),
  internal: text(false),
  isLookup: false,
  region: text('eu-west-1'),
})
const unplaced: Entity = { ...network, region: unset('region') }
const domain = (endpointType: string): Entity =>
  entity('api-domain', 'aws_api_gateway_domain_name.api', {
    name: text('docs.example.com'),
    endpointType: text(endpointType),
  })

const balancer = ref('aws_lb.main', 'dns_name')
const cdn = ref('aws_cloudfront_distribution.cdn', 'domain_name')
const api = (attribute: string): Value => ref('aws_api_gateway_domain_name.api', attribute)
const staging = shop('staging')

testRule(recordAliasMismatch, {
  silent: [
    { name: 'its own', staging, production: alias('production', balancer, ref('aws_lb.main', 'zone_id')) },
    { name: 'the zone of its region', staging, production: alias('production', balancer, text('Z32O12XQLNTSW2')) },
    {
      name: 'a zone that may be that of a region that is not in the table',
      staging,
      production: alias('production', ref('aws_lb.far', 'dns_name'), text('Z0000000000000'), [
        { ...network, address: address('aws_lb.far'), region: text('xx-west-1') },
      ]),
    },
    {
      name: 'of a network load balancer',
      staging,
      production: alias('production', ref('aws_lb.tcp', 'dns_name'), text('Z2IFOLAFXWLO4F'), [network]),
    },
    {
      name: 'another load balancer of the same kind and region',
      staging,
      production: alias('production', balancer, ref('aws_lb.other', 'zone_id'), [
        entity('load-balancer', 'aws_lb.other', {
          type: text('application'),
          internal: text(false),
          isLookup: false,
          region: text('eu-west-1'),
        }),
      ]),
    },
    {
      name: 'the id that staging has as well, in a region that is not known',
      staging: alias('staging', ref('aws_lb.tcp', 'dns_name'), text('Z2IFOLAFXWLO4F'), [unplaced]),
      production: alias('production', ref('aws_lb.tcp', 'dns_name'), text('Z2IFOLAFXWLO4F'), [unplaced]),
    },
    {
      name: 'a distribution’s zone for a domain at the edge',
      staging,
      production: alias(
        'production',
        api('cloudfront_domain_name'),
        ref('aws_cloudfront_distribution.cdn', 'hosted_zone_id'),
        [domain('EDGE'), distribution],
      ),
    },
    {
      name: 'names that are written out',
      staging,
      production: shop('production', [
        ...shopEntities('production'),
        ...[
          ['d111111abcdef8.cloudfront.net', 'Z2FDTNDATAQYW2'],
          ['shop-1234567890.ap-northeast-1.elb.amazonaws.com', 'Z14GRHDCWA56QT'],
          ['shop-0123456789abcdef.elb.ap-northeast-1.amazonaws.com', 'Z31USIVHYNEOWT'],
          ['a1234567890abcdef.awsglobalaccelerator.com', 'Z2BJ6XQ5FK7U4H'],
        ].map(([name = '', zone = ''], index) =>
          entity('dns-record', `aws_route53_record.named_${index}`, {
            name: text(`named-${index}.example.com`),
            recordType: text('A'),
            routing: 'simple',
            alias: { target: text(name), zoneId: text(zone) },
          }),
        ),
      ]),
    },
    { name: 'CloudFront', staging, production: alias('production', cdn, text('Z2FDTNDATAQYW2'), [distribution]) },
    {
      name: 'another record of the zone',
      staging,
      production: alias('production', text('www.example.com'), ref('aws_route53_zone.main', 'zone_id')),
    },
    {
      name: 'another record of a zone whose id nothing sets',
      staging,
      production: alias('production', text('www.example.com'), unset('zone_id')),
    },
    {
      name: 'a domain at the edge',
      staging,
      production: alias('production', api('cloudfront_domain_name'), api('cloudfront_zone_id'), [domain('EDGE')]),
    },
  ],
  reports: [
    {
      name: 'the hosted zone of the record',
      staging,
      production: alias('production', balancer, ref('aws_route53_zone.main', 'zone_id')),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): aws_route53_zone.main.zone_id is the hosted zone of the record',
      ],
    },
    {
      name: 'the zone of something else',
      staging,
      production: alias('production', cdn, ref('aws_lb.main', 'zone_id'), [distribution]),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): aws_lb.main.zone_id is the zone of application load balancers',
      ],
    },
    {
      name: 'the zone of another region',
      staging,
      production: alias('production', balancer, text('Z35SXDOTRQ7X7K')),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): Z35SXDOTRQ7X7K is the zone of application load balancers in us-east-1',
      ],
    },
    {
      name: 'CloudFront’s for a load balancer',
      staging,
      production: alias('production', balancer, text('Z2FDTNDATAQYW2')),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): Z2FDTNDATAQYW2 is the zone of CloudFront',
      ],
    },
    {
      name: 'that of application load balancers for another kind',
      staging,
      production: alias('production', ref('aws_lb.tcp', 'dns_name'), text('Z32O12XQLNTSW2'), [network]),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): Z32O12XQLNTSW2 is the zone of application load balancers in eu-west-1',
      ],
    },
    {
      name: 'a load balancer’s for a distribution',
      staging,
      production: alias('production', cdn, text('Z32O12XQLNTSW2'), [distribution]),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): Z32O12XQLNTSW2 is the zone of application load balancers in eu-west-1',
      ],
    },
    {
      name: 'a name at the edge of a regional domain',
      staging,
      production: alias('production', api('cloudfront_domain_name'), api('cloudfront_zone_id'), [domain('REGIONAL')]),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): the domain is REGIONAL and has no distribution',
      ],
    },
    {
      name: 'a name in a region of a domain at the edge',
      staging,
      production: alias('production', api('regional_domain_name'), api('regional_zone_id'), [domain('EDGE')]),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): the domain is EDGE and has no name in a region',
      ],
    },
    {
      name: 'a kind of endpoint that nothing sets',
      staging,
      production: alias('production', api('regional_domain_name'), api('regional_zone_id'), [
        { ...domain('EDGE'), endpointType: unset('endpoint_type') } as Entity,
      ]),
      expect: ['undetermined: endpoint_type'],
    },
    {
      name: 'a name in a region with the zone of the edge',
      staging,
      production: alias('production', api('regional_domain_name'), api('cloudfront_zone_id'), [domain('REGIONAL')]),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): the zone id is of the other kind of endpoint',
      ],
    },
    {
      name: 'an id that is no zone of load balancers',
      staging,
      production: alias('production', balancer, text('Z0000000000000')),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): Z0000000000000 is not the zone of application load balancers in eu-west-1',
      ],
    },
    {
      name: 'an id that is not CloudFront’s',
      staging,
      production: alias('production', cdn, text('Z0000000000000'), [distribution]),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): Z0000000000000 is not the zone of CloudFront',
      ],
    },
    {
      name: 'the zone of a network load balancer',
      staging,
      production: alias('production', balancer, ref('aws_lb.tcp', 'zone_id'), [network]),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): aws_lb.tcp.zone_id is the zone of network load balancers',
      ],
    },
    {
      name: 'a load balancer in another region',
      staging,
      production: alias('production', ref('aws_lb.tcp', 'dns_name'), ref('aws_lb.far', 'zone_id'), [
        network,
        { ...network, address: address('aws_lb.far'), region: text('us-east-1') },
      ]),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): aws_lb.far.zone_id is a zone in us-east-1',
      ],
    },
    {
      name: 'the hosted zone of the record for a name that is written out',
      staging,
      production: alias('production', text('d111111abcdef8.cloudfront.net'), ref('aws_route53_zone.main', 'zone_id')),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): aws_route53_zone.main.zone_id is the hosted zone of the record',
      ],
    },
    {
      name: 'another region for a name that is written out',
      staging,
      production: alias('production', text('shop-1.eu-west-1.elb.amazonaws.com'), text('Z14GRHDCWA56QT')),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): Z14GRHDCWA56QT is the zone of application load balancers in ap-northeast-1',
      ],
    },
    {
      name: 'a load balancer’s zone for another record',
      staging,
      production: alias('production', text('www.example.com'), text('Z32O12XQLNTSW2')),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): Z32O12XQLNTSW2 is the zone of application load balancers in eu-west-1',
      ],
    },
    {
      name: 'the zone id of a load balancer for another record',
      staging,
      production: alias('production', text('www.example.com'), ref('aws_lb.main', 'zone_id')),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): aws_lb.main.zone_id is the zone of application load balancers',
      ],
    },
    {
      name: 'both addresses of one name',
      staging,
      production: shop('production', [
        ...shopEntities('production'),
        distribution,
        ...['A', 'AAAA'].map(type =>
          entity('dns-record', `aws_route53_record.docs_${type}`, {
            name: text('docs.example.com'),
            recordType: text(type),
            routing: 'simple',
            alias: { target: cdn, zoneId: text('Z1') },
          }),
        ),
      ]),
      expect: [
        'Route 53 refuses the A alias docs.example.com (InvalidChangeBatch): Z1 is not the zone of CloudFront',
        'Route 53 refuses the AAAA alias docs.example.com (InvalidChangeBatch): Z1 is not the zone of CloudFront',
      ],
    },
    {
      name: 'a region that nothing sets',
      staging,
      production: alias('production', ref('aws_lb.tcp', 'dns_name'), text('Z2IFOLAFXWLO4F'), [unplaced]),
      expect: ['undetermined: region'],
    },
    {
      name: 'a variable that nothing sets',
      staging,
      production: alias('production', balancer, unset('alb_zone_id')),
      expect: ['undetermined: alb_zone_id'],
    },
  ],
})

test.each([
  ['regional_domain_name', 'cloudfront_zone_id', 'REGIONAL', 'zone id'],
  ['cloudfront_domain_name', 'cloudfront_zone_id', 'REGIONAL', 'target'],
])('the line to change: %s with %s of a domain that is %s: %s', (name, zone, type, expected) => {
  const lines = { target: at('main.tf', 10), 'zone id': at('main.tf', 20) }
  const placed = (value: Value, place: SourceLocation): Value => ({ ...value, from: { at: place, origins: [] } })
  const production = alias('production', placed(api(name), lines.target), placed(api(zone), lines['zone id']), [
    domain(type),
  ])
  const [found] = recordAliasMismatch.check(contextOf({ name: expected, staging, production }))
  expect(found?.kind === 'finding' && found.fix?.at).toEqual(lines[expected as keyof typeof lines])
})
