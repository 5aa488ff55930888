import type { Entity } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { wildcardRecordSwallowsHost } from '../../src/rules/dns/wildcard-record-swallows-host.ts'
import { changed, entity, ref, shop, shopEntities, text, unset, without } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const requests = [['https://api.stg.example.com/x', 'https://api.example.com/x']] as const

const withoutApi = without(shopEntities('production'), 'aws_route53_record.api.example.com')

const wildcard = (target: Value): Entity =>
  entity('dns-record', 'aws_route53_record.wildcard', {
    name: text('*.example.com'),
    recordType: text('A'),
    zone: ref('aws_route53_zone.main', 'zone_id'),
    alias: { target },
    routing: 'simple',
  })

const campaign = entity('load-balancer', 'aws_lb.campaign', {
  name: text('campaign'),
  type: text('application'),
  internal: text(false),
  isLookup: false,
})

testRule(wildcardRecordSwallowsHost, {
  silent: [
    {
      name: 'the wildcard leads to the load balancer that serves the host',
      staging: shop('staging'),
      production: shop('production', [...withoutApi, wildcard(ref('aws_lb.main', 'dns_name'))]),
    },
    {
      name: 'staging has only the wildcard too',
      staging: shop('staging', [
        ...changed(shopEntities('staging'), 'aws_route53_record.api.stg.example.com', {
          name: text('*.stg.example.com'),
        }),
      ]),
      production: shop('production', [...withoutApi, wildcard(ref('aws_lb.campaign', 'dns_name')), campaign]),
      requests,
    },
    {
      name: 'the host has a record beside the wildcard',
      staging: shop('staging'),
      production: shop('production', [
        ...shopEntities('production'),
        wildcard(ref('aws_lb.campaign', 'dns_name')),
        campaign,
      ]),
    },
  ],
  reports: [
    {
      name: 'the wildcard leads to another load balancer',
      staging: shop('staging'),
      production: shop('production', [...withoutApi, wildcard(ref('aws_lb.campaign', 'dns_name')), campaign]),
      requests,
      expect: [
        'api.example.com has no record of its own: *.example.com answers, and clients reach aws_lb.campaign instead',
      ],
    },
    {
      name: 'the wildcard leads to what an unset variable names',
      staging: shop('staging'),
      production: shop('production', [...withoutApi, wildcard(unset('campaign_target'))]),
      requests,
      expect: ['undetermined: campaign_target'],
    },
  ],
})
