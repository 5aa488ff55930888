import type { Value } from '../../src/model/value.ts'
import { tokenIssuerOfOtherEnvironment } from '../../src/rules/token/token-issuer-of-other-environment.ts'
import { type Side, shop, shopWithApp, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const issuer = (side: Side) => `https://id.${zones[side]}`

const accepting = (side: Side, ...issuers: readonly (string | Value)[]) =>
  shopWithApp(side, 'orders', { issuersAccepted: issuers.map(each => (typeof each === 'string' ? text(each) : each)) })

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
    // What is not known is asked once, by token-issuer-mismatch: undetermined: whose issuer it is is not known either.
    {
      name: 'an issuer that is not known',
      staging: shop('staging'),
      production: accepting('production', unset('jwt_issuer')),
    },
  ],
  reports: [
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
