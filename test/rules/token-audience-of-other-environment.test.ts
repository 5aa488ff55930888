import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import { tokenAudienceOfOtherEnvironment } from '../../src/rules/token/token-audience-of-other-environment.ts'
import { type Side, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const orders = (side: Side, fields: Partial<EvaluatedApp>) => shopWithApp(side, 'orders', fields)

testRule(tokenAudienceOfOtherEnvironment, {
  silent: [
    {
      name: 'one that names no environment',
      staging: orders('staging', { audiences: [text('orders')] }),
      production: orders('production', { audiences: [text('orders')] }),
    },
    {
      name: 'each names its own',
      staging: orders('staging', { audiences: [text('orders-stg')] }),
      production: orders('production', { audiences: [text('orders-prod')] }),
    },
    {
      name: 'a word that only holds the name',
      staging: orders('staging', { audiences: [text('stagecoach')] }),
      production: orders('production', { audiences: [text('stagecoach')] }),
    },
  ],
  reports: [
    {
      name: 'a name of staging in both',
      staging: orders('staging', { audiences: [text('orders-stg')] }),
      production: orders('production', { audiences: [text('orders-stg')] }),
      expect: [
        `orders uses audience "orders-stg" in production, which is staging's: tokens for production are refused, staging's fit`,
      ],
    },
    {
      name: 'a host that only staging has',
      staging: orders('staging', { audiences: [text('https://api.stg.example.com')] }),
      production: orders('production', { audiences: [text('https://api.stg.example.com')] }),
      expect: [
        `orders uses audience "https://api.stg.example.com" in production, which is staging's: tokens for production are refused, staging's fit`,
      ],
    },
    {
      name: 'an unset variable',
      staging: orders('staging', { audiences: [text('orders-stg')] }),
      production: orders('production', { audiences: [unset('JWT_AUDIENCE')] }),
      expect: ['undetermined: JWT_AUDIENCE'],
    },
  ],
})
