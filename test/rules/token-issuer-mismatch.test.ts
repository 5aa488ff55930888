import type { Value } from '../../src/model/value.ts'
import { tokenIssuerMismatch } from '../../src/rules/token/token-issuer-mismatch.ts'
import { type Side, shop, shopWithApp, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const issuer = (side: Side) => `https://id.${zones[side]}`

const accepting = (side: Side, ...issuers: readonly (string | Value)[]) =>
  shopWithApp(side, 'orders', { issuersAccepted: issuers.map(each => (typeof each === 'string' ? text(each) : each)) })

testRule(tokenIssuerMismatch, {
  silent: [
    {
      name: "staging's own tokens are refused too",
      staging: accepting('staging', 'https://old.example.com'),
      production: accepting('production', 'https://old.example.com'),
    },
    {
      name: 'one of several is right',
      staging: shop('staging'),
      production: accepting('production', 'https://partner.example.net', issuer('production')),
    },
    { name: 'iss is not checked', staging: shop('staging'), production: accepting('production', '*') },
  ],
  reports: [
    {
      name: 'an issuer that nobody writes',
      staging: accepting('staging', issuer('staging')),
      production: accepting('production', 'https://www.example.com/oauth'),
      expect: [
        'orders accepts only tokens of "https://www.example.com/oauth", but production issues them as "https://id.example.com": Invalid issuer',
      ],
    },
    {
      name: 'the accepted issuer comes from an unset variable',
      staging: shop('staging'),
      production: accepting('production', unset('jwt_issuer')),
      expect: ['undetermined: jwt_issuer'],
    },
  ],
})
