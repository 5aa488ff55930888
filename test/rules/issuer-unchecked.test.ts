import type { Value } from '../../src/model/value.ts'
import { issuerUnchecked } from '../../src/rules/token/issuer-unchecked.ts'
import { type Side, shop, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const accepting = (side: Side, ...issuers: readonly (string | Value)[]) =>
  shopWithApp(side, 'orders', { issuersAccepted: issuers.map(each => (typeof each === 'string' ? text(each) : each)) })

testRule(issuerUnchecked, {
  silent: [
    { name: 'unchecked in both', staging: accepting('staging', '*'), production: accepting('production', '*') },
    { name: 'checked in production only', staging: accepting('staging', '*'), production: shop('production') },
  ],
  reports: [
    {
      name: 'checked in staging only',
      staging: shop('staging'),
      production: accepting('production', '*'),
      expect: ['orders accepts tokens of any issuer in production; staging checks iss'],
    },
    {
      name: 'what is checked comes from an unset variable',
      staging: shop('staging'),
      production: accepting('production', unset('jwt_issuer')),
      expect: ['undetermined: jwt_issuer'],
    },
  ],
})
