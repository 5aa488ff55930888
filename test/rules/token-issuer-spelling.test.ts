import type { Value } from '../../src/model/value.ts'
import { tokenIssuerSpelling } from '../../src/rules/token/token-issuer-spelling.ts'
import { type Side, shop, shopWithApp, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const issuer = (side: Side) => `https://id.${zones[side]}`

const accepting = (side: Side, ...issuers: readonly (string | Value)[]) =>
  shopWithApp(side, 'orders', { issuersAccepted: issuers.map(each => (typeof each === 'string' ? text(each) : each)) })

testRule(tokenIssuerSpelling, {
  silent: [
    // What is not known is asked once, by token-issuer-mismatch: undetermined: how it is spelled is not known either.
    {
      name: 'an issuer that is not known',
      staging: shop('staging'),
      production: accepting('production', unset('jwt_issuer')),
    },
  ],
  reports: [
    {
      name: 'the same slip in staging',
      staging: accepting('staging', `${issuer('staging')}/`),
      production: accepting('production', `${issuer('production')}/`),
      expect: [
        'orders accepts tokens of "https://id.example.com/", they carry "https://id.example.com": issuers are compared letter by letter, so clients get Invalid issuer',
      ],
    },
    ...[
      `${issuer('production')}/`,
      'http://id.example.com',
      'https://ID.example.com',
      'https://id.example.com:443',
    ].map(accepted => ({
      name: accepted,
      staging: shop('staging'),
      production: accepting('production', accepted),
      expect: [
        `orders accepts tokens of "${accepted}", they carry "https://id.example.com": issuers are compared letter by letter, so clients get Invalid issuer`,
      ],
    })),
  ],
})
