import type { Value } from '../../src/model/value.ts'
import { tokenIssuerNotHttps } from '../../src/rules/token/token-issuer-not-https.ts'
import { at, type Side, shop, shopApps, shopEntities, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const issued = (side: Side, issuer: string | Value) => {
  const value = typeof issuer === 'string' ? text(issuer) : issuer
  return shop(side, shopEntities(side), {
    apps: shopApps(side).map(each =>
      each.id === 'auth' ? { ...each, issuersMinted: [value] } : { ...each, issuersAccepted: [value] },
    ),
  })
}

testRule(tokenIssuerNotHttps, {
  silent: [
    {
      name: 'http in both',
      staging: issued('staging', 'http://id.stg.example.com'),
      production: issued('production', 'http://id.example.com'),
    },
    {
      name: 'only the verifier says http: another spelling, reported as such',
      staging: shop('staging'),
      production: shopWithApp('production', 'orders', { issuersAccepted: [text('http://id.example.com')] }),
    },
  ],
  reports: [
    {
      name: 'issuer and verifier say http, once for both',
      staging: shop('staging'),
      production: issued('production', 'http://id.example.com'),
      expect: [
        'the issuer "http://id.example.com" of auth and orders is no https URL, as staging\'s is: clients that look up its keys refuse it, and tokens with it',
      ],
    },
    {
      name: 'the scheme comes from an unset variable',
      staging: shop('staging'),
      production: issued('production', {
        kind: 'template',
        parts: [unset('scheme'), text('://id.example.com')],
        from: { at: at(), origins: [] },
      }),
      expect: ['undetermined: scheme', 'undetermined: scheme'],
    },
  ],
})
