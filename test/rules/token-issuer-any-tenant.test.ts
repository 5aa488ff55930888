import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import { tokenIssuerAnyTenant } from '../../src/rules/token/token-issuer-any-tenant.ts'
import { type Side, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const orders = (side: Side, fields: Partial<EvaluatedApp>) => shopWithApp(side, 'orders', fields)

testRule(tokenIssuerAnyTenant, {
  silent: [
    {
      name: 'a tenant each',
      staging: orders('staging', {
        issuersAccepted: [text('https://login.microsoftonline.com/5d0f1c9a-8b7e-4c3d-9f2a-1b2c3d4e5f60/v2.0')],
      }),
      production: orders('production', {
        issuersAccepted: [text('https://login.microsoftonline.com/8a7b6c5d-4e3f-4210-9fed-cba987654321/v2.0')],
      }),
    },
    {
      name: 'any tenant on both sides',
      staging: orders('staging', { issuersAccepted: [text('https://login.microsoftonline.com/common/v2.0')] }),
      production: orders('production', { issuersAccepted: [text('https://login.microsoftonline.com/common/v2.0')] }),
    },
  ],
  reports: [
    {
      name: 'any tenant in production',
      staging: orders('staging', {
        issuersAccepted: [text('https://login.microsoftonline.com/5d0f1c9a-8b7e-4c3d-9f2a-1b2c3d4e5f60/v2.0')],
      }),
      production: orders('production', { issuersAccepted: [text('https://login.microsoftonline.com/common/v2.0')] }),
      expect: [
        `orders names "https://login.microsoftonline.com/common/v2.0" in production: any tenant's users are let in, or none, as its library checks; staging names one tenant`,
      ],
    },
    {
      name: 'a tenant that is not set',
      staging: orders('staging', {
        issuersAccepted: [text('https://login.microsoftonline.com/5d0f1c9a-8b7e-4c3d-9f2a-1b2c3d4e5f60/v2.0')],
      }),
      production: orders('production', { issuersAccepted: [unset('AzureAd:TenantId')] }),
      expect: ['undetermined: AzureAd:TenantId'],
    },
  ],
})
