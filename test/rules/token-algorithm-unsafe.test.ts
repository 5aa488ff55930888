import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import { tokenAlgorithmUnsafe } from '../../src/rules/token/token-algorithm-unsafe.ts'
import { type Side, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const orders = (side: Side, fields: Partial<EvaluatedApp>) => shopWithApp(side, 'orders', fields)

testRule(tokenAlgorithmUnsafe, {
  silent: [
    {
      name: 'asymmetric on both sides',
      staging: orders('staging', { algorithms: [text('RS256')] }),
      production: orders('production', { algorithms: [text('RS256'), text('ES256')] }),
    },
    {
      name: 'unsafe in staging too',
      staging: orders('staging', { algorithms: [text('none')] }),
      production: orders('production', { algorithms: [text('none')] }),
    },
    {
      name: 'a shared secret without a key set',
      staging: orders('staging', { algorithms: [text('HS256')], jwks: [] }),
      production: orders('production', { algorithms: [text('HS256')], jwks: [] }),
    },
  ],
  reports: [
    {
      name: 'no signature at all',
      staging: orders('staging', { algorithms: [text('RS256')] }),
      production: orders('production', { algorithms: [text('RS256'), text('none')] }),
      expect: ['orders accepts tokens without a signature ("none") in production: anybody can write them'],
    },
    {
      name: 'a shared secret beside a key set',
      staging: orders('staging', { algorithms: [text('RS256')] }),
      production: orders('production', { algorithms: [text('RS256'), text('HS256')] }),
      expect: ['orders accepts HS256 beside the keys of a key set in production: whoever has the public key can sign'],
    },
    {
      name: 'what is accepted comes from an unset variable',
      staging: orders('staging', { algorithms: [text('RS256')] }),
      production: orders('production', { algorithms: [unset('JWT_ALGORITHMS')] }),
      expect: ['undetermined: JWT_ALGORITHMS'],
    },
  ],
})
