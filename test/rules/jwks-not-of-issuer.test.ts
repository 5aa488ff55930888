import type { Value } from '../../src/model/value.ts'
import { jwksNotOfIssuer } from '../../src/rules/token/jwks-not-of-issuer.ts'
import { type Side, shop, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const keys = (side: Side, url: string | Value) =>
  shopWithApp(side, 'orders', { jwks: [typeof url === 'string' ? text(url) : url] })

const realm = (side: Side, issuer: string, jwks: string) =>
  shopWithApp(side, 'orders', {
    issuersAccepted: [text(`https://kc.example.net/realms/${issuer}`)],
    jwks: [text(`https://kc.example.net/realms/${jwks}/protocol/openid-connect/certs`)],
  })

testRule(jwksNotOfIssuer, {
  silent: [
    {
      name: 'keys on another host in both',
      staging: keys('staging', 'https://keys.example.net/a'),
      production: keys('production', 'https://keys.example.net/b'),
    },
    {
      name: 'another path of the same host',
      staging: shop('staging'),
      production: keys('production', 'https://id.example.com/.well-known/jwks.json'),
    },
    {
      name: 'keys of who writes the tokens: then it is the issuer that is wrong',
      staging: shop('staging'),
      production: shopWithApp('production', 'orders', { issuersAccepted: [text('https://old.example.com')] }),
    },
    {
      name: 'a host of staging, reported as a setting',
      staging: shop('staging'),
      production: keys('production', 'https://www.stg.example.com/jwks.json'),
    },
  ],
  reports: [
    {
      name: 'keys of another host',
      staging: shop('staging'),
      production: keys('production', 'https://login.example.com/jwks.json'),
      expect: [
        'orders accepts tokens of "https://id.example.com" but fetches keys from https://login.example.com/jwks.json: no token\'s key is found, clients get 401',
      ],
    },
    {
      name: 'keys of another realm',
      staging: realm('staging', 'shop-stg', 'shop-stg'),
      production: realm('production', 'shop', 'shop-stg'),
      expect: [
        'orders accepts tokens of "https://kc.example.net/realms/shop" but fetches keys from https://kc.example.net/realms/shop-stg/protocol/openid-connect/certs: no token\'s key is found, clients get 401',
      ],
    },
    {
      name: 'keys from an unset variable',
      staging: shop('staging'),
      production: keys('production', unset('jwks_url')),
      expect: ['undetermined: jwks_url'],
    },
  ],
})
