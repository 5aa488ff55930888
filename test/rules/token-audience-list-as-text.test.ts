import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import { tokenAudienceListAsText } from '../../src/rules/token/token-audience-list-as-text.ts'
import { type Side, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const orders = (side: Side, fields: Partial<EvaluatedApp>) => shopWithApp(side, 'orders', fields)

testRule(tokenAudienceListAsText, {
  silent: [
    {
      name: 'lists on both sides',
      staging: orders('staging', { audiences: [text('a'), text('b')] }),
      production: orders('production', { audiences: [text('a'), text('b')] }),
    },
    {
      name: 'one text on both sides',
      staging: orders('staging', { audiences: [text('a,b')] }),
      production: orders('production', { audiences: [text('a,b')] }),
    },
  ],
  reports: [
    {
      name: 'a list in staging, one text in production',
      staging: orders('staging', { audiences: [text('a'), text('b')] }),
      production: orders('production', { audiences: [text('a,b')] }),
      expect: ['orders expects the one audience "a,b" in production, where staging lists several: no token has it'],
    },
    {
      name: 'an unset variable',
      staging: orders('staging', { audiences: [text('a'), text('b')] }),
      production: orders('production', { audiences: [unset('JWT_AUDIENCES')] }),
      expect: ['undetermined: JWT_AUDIENCES'],
    },
  ],
})
