import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import { tokenLeewayDiffers } from '../../src/rules/token/token-leeway-differs.ts'
import { type Side, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const orders = (side: Side, fields: Partial<EvaluatedApp>) => shopWithApp(side, 'orders', fields)

testRule(tokenLeewayDiffers, {
  silent: [
    {
      name: 'the same',
      staging: orders('staging', { leeway: [{ value: text(60), seconds: 60 }] }),
      production: orders('production', { leeway: [{ value: text(60), seconds: 60 }] }),
    },
    {
      name: 'more, and still little',
      staging: orders('staging', { leeway: [{ value: text(30), seconds: 30 }] }),
      production: orders('production', { leeway: [{ value: text(60), seconds: 60 }] }),
    },
    {
      name: 'staging says nothing',
      staging: orders('staging', {}),
      production: orders('production', { leeway: [{ value: text(0), seconds: 0 }] }),
    },
  ],
  reports: [
    {
      name: 'less than in staging',
      staging: orders('staging', { leeway: [{ value: text(60), seconds: 60 }] }),
      production: orders('production', { leeway: [{ value: text(0), seconds: 0 }] }),
      expect: [
        'orders lets clocks differ by 0 s in production and 60 s in staging: fresh tokens are refused now and then',
      ],
    },
    {
      name: 'minutes: seconds taken for milliseconds',
      staging: orders('staging', { leeway: [{ value: text(60), seconds: 60 }] }),
      production: orders('production', { leeway: [{ value: text(60000), seconds: 60000 }] }),
      expect: [
        'orders lets clocks differ by 60000 s in production and 60 s in staging: expired tokens are accepted for minutes',
      ],
    },
    {
      name: 'an unset variable',
      staging: orders('staging', { leeway: [{ value: text(60), seconds: 60 }] }),
      production: orders('production', { leeway: [{ value: unset('JWT_LEEWAY') }] }),
      expect: ['undetermined: JWT_LEEWAY'],
    },
  ],
})
