import type { Value } from '../../src/model/value.ts'
import { tokenAudienceMissing } from '../../src/rules/token/token-audience-missing.ts'
import { type Side, shop, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const accepting = (side: Side, ...audiences: readonly (string | Value)[]) =>
  shopWithApp(side, 'orders', { audiences: audiences.map(each => (typeof each === 'string' ? text(each) : each)) })

testRule(tokenAudienceMissing, {
  silent: [
    {
      name: 'the same mismatch in staging',
      staging: accepting('staging', 'other'),
      production: accepting('production', 'other'),
    },
    { name: 'one of several', staging: shop('staging'), production: accepting('production', 'web', 'orders') },
    { name: 'audiences are not checked', staging: shop('staging'), production: accepting('production') },
  ],
  reports: [
    {
      name: 'another audience in production',
      staging: shop('staging'),
      production: accepting('production', 'orders-production'),
      expect: ['orders accepts audience "orders-production", its tokens are written for "orders": Invalid audience'],
    },
    {
      name: 'an audience from an unset variable',
      staging: shop('staging'),
      production: accepting('production', unset('audience')),
      expect: ['undetermined: audience'],
    },
  ],
})
