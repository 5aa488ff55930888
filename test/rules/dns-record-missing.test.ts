import { dnsRecordMissing } from '../../src/rules/dns/dns-record-missing.ts'
import { changed, shop, shopEntities, text, unset, without } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const requests = [['https://api.stg.example.com/x', 'https://api.example.com/x']] as const

testRule(dnsRecordMissing, {
  silent: [
    {
      name: "the record is there, and leads to a host of staging's",
      staging: shop('staging'),
      production: shop(
        'production',
        changed(shopEntities('production'), 'aws_route53_record.api.example.com', {
          recordType: text('CNAME'),
          values: [text('api.stg.example.com')],
          alias: undefined,
        }),
      ),
      requests,
    },
    {
      name: 'the host has no record in staging either',
      staging: shop('staging', without(shopEntities('staging'), 'aws_route53_record.api.stg.example.com')),
      production: shop('production', without(shopEntities('production'), 'aws_route53_record.api.example.com')),
      requests,
    },
    {
      name: 'a wildcard record answers, at the same load balancer',
      staging: shop('staging'),
      production: shop(
        'production',
        changed(shopEntities('production'), 'aws_route53_record.api.example.com', { name: text('*.example.com') }),
      ),
      requests,
    },
  ],
  reports: [
    {
      name: 'production has no record',
      staging: shop('staging'),
      production: shop('production', without(shopEntities('production'), 'aws_route53_record.api.example.com')),
      requests,
      expect: [
        'clients cannot resolve api.example.com: no record api.example.com and no wildcard for it in zone example.com; in staging api.stg.example.com resolves',
      ],
    },
    {
      name: 'another record of the name hides the wildcard (RFC 4592)',
      staging: shop('staging'),
      production: shop('production', [
        ...changed(shopEntities('production'), 'aws_route53_record.api.example.com', { recordType: text('TXT') }),
      ]),
      requests,
      expect: [
        'clients cannot resolve api.example.com: api.example.com has no A, AAAA or CNAME record; in staging api.stg.example.com resolves',
      ],
    },
    {
      name: 'the name of a record comes from an unset variable',
      staging: shop('staging'),
      production: shop(
        'production',
        changed(shopEntities('production'), 'aws_route53_record.api.example.com', { name: unset('api_host') }),
      ),
      requests,
      expect: ['undetermined: api_host'],
    },
  ],
})
