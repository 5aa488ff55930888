import type { Value } from '../../src/model/value.ts'
import { corsOriginOpen } from '../../src/rules/settings/cors-origin-open.ts'
import { type Side, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const allowing = (side: Side, value: Value, ...hosts: readonly string[]) =>
  shopWithApp(side, 'orders', {
    domainTied: [
      { role: 'cors-origin', key: 'CORS_ORIGINS', value, hosts, confidence: 1, because: 'its name says so' },
    ],
  })
const named = (side: Side, host: string) => allowing(side, text(`https://${host}`), host)

testRule(corsOriginOpen, {
  silent: [
    {
      name: 'named on both sides',
      staging: named('staging', 'www.stg.example.com'),
      production: named('production', 'www.example.com'),
    },
    {
      name: 'open on both sides',
      staging: allowing('staging', text('*')),
      production: allowing('production', text('*')),
    },
    {
      name: 'a wildcard of one domain',
      staging: named('staging', 'www.stg.example.com'),
      production: allowing('production', text('https://*.example.com'), '*.example.com'),
    },
  ],
  reports: [
    {
      name: 'open in production',
      staging: named('staging', 'www.stg.example.com'),
      production: allowing('production', text('*')),
      expect: ['CORS_ORIGINS of orders allows every origin in production; staging names the origins it allows'],
    },
    {
      name: 'an unset variable',
      staging: named('staging', 'www.stg.example.com'),
      production: allowing('production', unset('CORS_ORIGINS')),
      expect: ['undetermined: CORS_ORIGINS'],
    },
  ],
})
