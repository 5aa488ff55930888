import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import { tokenAudienceUnchecked } from '../../src/rules/token/token-audience-unchecked.ts'
import { type Side, shopWithApp, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const orders = (side: Side, fields: Partial<EvaluatedApp>) => shopWithApp(side, 'orders', fields)

testRule(tokenAudienceUnchecked, {
  silent: [
    {
      name: 'checked in neither',
      staging: orders('staging', { audiences: [] }),
      production: orders('production', { audiences: [] }),
    },
    {
      name: 'checked in production only',
      staging: orders('staging', { audiences: [] }),
      production: orders('production', {}),
    },
    {
      name: 'no verifier in production',
      staging: orders('staging', {}),
      production: orders('production', { issuersAccepted: [], audiences: [] }),
    },
  ],
  reports: [
    {
      name: 'checked in staging only',
      staging: orders('staging', {}),
      production: orders('production', { audiences: [] }),
      expect: ['orders accepts tokens for any audience in production; staging checks aud'],
    },
    {
      name: 'what is checked comes from an unset variable',
      staging: orders('staging', {}),
      production: orders('production', { audiences: [unset('JWT_AUDIENCE')] }),
      expect: ['undetermined: JWT_AUDIENCE'],
    },
  ],
})
