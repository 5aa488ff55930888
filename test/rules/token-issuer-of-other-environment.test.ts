import type { Value } from '../../src/model/value.ts'
import { tokenIssuerOfOtherEnvironment } from '../../src/rules/token/token-issuer-of-other-environment.ts'
import { type Side, shop, shopWithApp, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const issuer = (side: Side) => `https://id.${zones[side]}`

const accepting = (side: Side, ...issuers: readonly (string | Value)[]) =>
  shopWithApp(side, 'orders', { issuersAccepted: issuers.map(each => (typeof each === 'string' ? text(each) : each)) })

/** An app that writes tokens for itself. */
const named = (issuer: string) => ({ issuersAccepted: [text(issuer)], issuersMinted: [text(issuer)] })

testRule(tokenIssuerOfOtherEnvironment, {
  silent: [
    {
      name: 'both accept a third issuer',
      staging: accepting('staging', 'https://idp.example.net'),
      production: accepting('production', 'https://idp.example.net'),
    },
    {
      name: 'production accepts its own as well',
      staging: shop('staging'),
      production: accepting('production', issuer('staging'), issuer('production')),
    },
    {
      name: 'one name for both that names no environment',
      staging: shopWithApp('staging', 'orders', named('shop-api')),
      production: shopWithApp('production', 'orders', named('shop-api')),
    },
    {
      name: 'each names its own',
      staging: shopWithApp('staging', 'orders', named('shop-api-stg')),
      production: shopWithApp('production', 'orders', named('shop-api-prod')),
    },
    {
      name: 'a word that only holds the name',
      staging: shopWithApp('staging', 'orders', named('stagecoach')),
      production: shopWithApp('production', 'orders', named('stagecoach')),
    },
    // What is not known is asked once, by token-issuer-mismatch: undetermined: whose issuer it is is not known either.
    {
      name: 'an issuer that is not known',
      staging: shop('staging'),
      production: accepting('production', unset('jwt_issuer')),
    },
  ],
  reports: [
    {
      name: "a bare name of staging's that production writes and accepts",
      staging: shopWithApp('staging', 'orders', named('shop-api-stg')),
      production: shopWithApp('production', 'orders', named('shop-api-stg')),
      expect: [
        "orders uses issuer \"shop-api-stg\" in production, which is staging's: nothing but the key keeps staging's tokens out, and who expects production's issuer refuses its own",
      ],
    },
    {
      name: "only staging's issuer",
      staging: shop('staging'),
      production: accepting('production', issuer('staging')),
      expect: [
        'orders accepts only tokens of "https://id.stg.example.com", the other environment\'s issuer; production issues them as "https://id.example.com": Invalid issuer',
      ],
    },
  ],
})
