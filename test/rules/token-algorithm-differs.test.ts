import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import { tokenAlgorithmDiffers } from '../../src/rules/token/token-algorithm-differs.ts'
import { type Side, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const orders = (side: Side, fields: Partial<EvaluatedApp>) => shopWithApp(side, 'orders', fields)

testRule(tokenAlgorithmDiffers, {
  silent: [
    {
      name: 'both sign with key pairs',
      staging: orders('staging', { algorithms: [text('RS256')] }),
      production: orders('production', { algorithms: [text('ES384')] }),
    },
    {
      name: 'staging accepts both kinds',
      staging: orders('staging', { algorithms: [text('RS256'), text('HS256')] }),
      production: orders('production', { algorithms: [text('HS256')] }),
    },
    {
      name: 'production says nothing',
      staging: orders('staging', { algorithms: [text('RS256')] }),
      production: orders('production', {}),
    },
  ],
  reports: [
    {
      name: 'a key pair in staging, a shared secret in production',
      staging: orders('staging', { algorithms: [text('RS256')] }),
      production: orders('production', { algorithms: [text('HS512')] }),
      expect: [
        'orders uses HS512 in production and RS256 in staging: tokens and keys of the one are refused by the other',
      ],
    },
    {
      name: 'the other way round',
      staging: orders('staging', { algorithms: [text('HS256')] }),
      production: orders('production', { algorithms: [text('EdDSA')] }),
      expect: [
        'orders uses EdDSA in production and HS256 in staging: tokens and keys of the one are refused by the other',
      ],
    },
    {
      name: 'an unset variable',
      staging: orders('staging', { algorithms: [text('RS256')] }),
      production: orders('production', { algorithms: [unset('JWT_ALGORITHM')] }),
      expect: ['undetermined: JWT_ALGORITHM'],
    },
  ],
})
