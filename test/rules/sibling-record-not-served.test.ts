import type { Value } from '../../src/model/value.ts'
import { siblingRecordNotServed } from '../../src/rules/edge/sibling-record-not-served.ts'
import { entity, ref, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const hosts = ['example.com', 'cdn.example.com', 'img.example.com']

/** Records that lead to a distribution made elsewhere, and a distribution with these aliases. */
const having = (names: readonly string[], aliases: readonly Value[]) =>
  shop('production', [
    ...shopEntities('production'),
    ...names.map(name =>
      entity('dns-record', `aws_route53_record.${name}`, {
        name: text(name),
        recordType: text('A'),
        zone: ref('aws_route53_zone.main', 'zone_id'),
        alias: { target: ref('data.aws_cloudfront_distribution.main', 'domain_name') },
        routing: 'simple',
      }),
    ),
    entity('distribution', 'aws_cloudfront_distribution.main', { aliases, origins: [], behaviors: [] }),
  ])

testRule(siblingRecordNotServed, {
  silent: [
    {
      name: 'all are listed, one by a wildcard',
      staging: shop('staging'),
      production: having(hosts, [text('example.com'), text('*.example.com')]),
    },
    {
      name: 'one sibling may be a chance',
      staging: shop('staging'),
      production: having(['example.com', 'cdn.example.com'], [text('cdn.example.com')]),
    },
  ],
  reports: [
    {
      name: 'the apex is not listed',
      staging: shop('staging'),
      production: having(hosts, [text('cdn.example.com'), text('img.example.com')]),
      expect: [
        'clients of example.com get 403 from CloudFront: the distribution lists cdn.example.com, img.example.com, which lead to it too, and not example.com',
      ],
    },
    {
      name: 'an alias comes from an unset variable',
      staging: shop('staging'),
      production: having(hosts, [text('cdn.example.com'), text('img.example.com'), unset('extra_alias')]),
      expect: ['undetermined: extra_alias'],
    },
  ],
})
