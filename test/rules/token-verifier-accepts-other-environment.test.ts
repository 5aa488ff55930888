import type { Value } from '../../src/model/value.ts'
import { tokenVerifierAcceptsOtherEnvironment } from '../../src/rules/token/token-verifier-accepts-other-environment.ts'
import { type Side, shop, shopWithApp, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const issuer = (side: Side) => `https://id.${zones[side]}`

const accepting = (side: Side, ...issuers: readonly (string | Value)[]) =>
  shopWithApp(side, 'orders', { issuersAccepted: issuers.map(each => (typeof each === 'string' ? text(each) : each)) })

testRule(tokenVerifierAcceptsOtherEnvironment, {
  silent: [
    {
      name: "a second issuer that is nobody's",
      staging: shop('staging'),
      production: accepting('production', issuer('production'), 'https://partner.example.net'),
    },
    {
      name: "only staging's: then production's own tokens are refused",
      staging: shop('staging'),
      production: accepting('production', issuer('staging')),
    },
  ],
  reports: [
    {
      name: "staging's issuer beside its own",
      staging: shop('staging'),
      production: accepting('production', issuer('staging'), issuer('production')),
      expect: [
        'orders accepts tokens of "https://id.stg.example.com" in production beside its own: staging\'s tokens are let in',
      ],
    },
    {
      name: 'an issuer on a host of staging',
      staging: shop('staging'),
      production: accepting('production', 'https://www.stg.example.com/oauth', issuer('production')),
      expect: [
        'orders accepts tokens of "https://www.stg.example.com/oauth" in production beside its own: staging\'s tokens are let in',
      ],
    },
    {
      name: 'a second issuer comes from an unset variable',
      staging: shop('staging'),
      production: accepting('production', unset('extra_issuer'), issuer('production')),
      expect: ['undetermined: extra_issuer'],
    },
  ],
})
