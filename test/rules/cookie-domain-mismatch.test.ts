import type { DomainTiedSetting } from '../../src/model/evaluated.ts'
import type { Value } from '../../src/model/value.ts'
import { cookieDomainMismatch } from '../../src/rules/settings/cookie-domain-mismatch.ts'
import { type Side, shopWithApp, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const tied = (role: DomainTiedSetting['role'], key: string, value: Value): DomainTiedSetting => ({
  role,
  key,
  value,
  hosts: value.kind === 'known' ? [String(value.value)] : [],
  confidence: 1,
  because: 'its name says so',
})
const withCookies = (side: Side, domain: Value) =>
  shopWithApp(side, 'auth', {
    domainTied: [
      tied('base-url', 'BASE_URL', text(`www.${zones[side]}`)),
      tied('cookie-domain', 'COOKIE_DOMAIN', domain),
    ],
  })

testRule(cookieDomainMismatch, {
  silent: [
    {
      name: 'the host itself on both sides',
      staging: withCookies('staging', text('www.stg.example.com')),
      production: withCookies('production', text('www.example.com')),
    },
    {
      name: 'missed in staging too',
      staging: withCookies('staging', text('app.stg.example.com')),
      production: withCookies('production', text('app.example.com')),
    },
  ],
  reports: [
    {
      name: 'another host',
      staging: withCookies('staging', text('www.stg.example.com')),
      production: withCookies('production', text('app.example.com')),
      expect: [
        'cookies of auth are for "app.example.com", but it is at www.example.com: browsers drop them, and nobody stays logged in',
      ],
    },
    {
      name: 'a parent of both environments',
      staging: withCookies('staging', text('.stg.example.com')),
      production: withCookies('production', text('.example.com')),
      expect: [
        'cookies of auth for ".example.com" also go to www.stg.example.com: sessions of production reach staging',
      ],
    },
    {
      name: 'an unset variable',
      staging: withCookies('staging', text('www.stg.example.com')),
      production: withCookies('production', unset('COOKIE_DOMAIN')),
      expect: ['undetermined: COOKIE_DOMAIN'],
    },
  ],
})
