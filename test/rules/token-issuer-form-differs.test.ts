import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import { tokenIssuerFormDiffers } from '../../src/rules/token/token-issuer-form-differs.ts'
import { type Side, shop, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const orders = (side: Side, fields: Partial<EvaluatedApp>) => shopWithApp(side, 'orders', fields)

testRule(tokenIssuerFormDiffers, {
  silent: [
    {
      name: 'the same form',
      staging: orders('staging', { issuersAccepted: [text('https://id.stg.example.com/realms/a')] }),
      production: orders('production', { issuersAccepted: [text('https://id.example.com/realms/b')] }),
    },
    {
      name: 'production’s own service writes it',
      staging: shop('staging'),
      production: shopWithApp('production', 'auth', { issuersMinted: [text('https://id.example.com/auth/realms/a')] }),
    },
    {
      name: 'no product that is known',
      staging: orders('staging', { issuersAccepted: [text('https://id.stg.example.com/a')] }),
      production: orders('production', { issuersAccepted: [text('https://id.example.com/b')] }),
    },
  ],
  reports: [
    {
      name: 'Keycloak below /auth',
      staging: orders('staging', { issuersAccepted: [text('https://id.stg.example.com/realms/a')] }),
      production: orders('production', { issuersAccepted: [text('https://id.example.com/auth/realms/a')] }),
      expect: [
        'orders accepts an issuer of the form Keycloak /auth/realms/… in production and Keycloak /realms/… in staging: tokens carry one of them',
      ],
    },
    {
      name: 'the older version of Entra',
      staging: orders('staging', {
        issuersAccepted: [text('https://login.microsoftonline.com/5d0f1c9a-8b7e-4c3d-9f2a-1b2c3d4e5f60/v2.0')],
      }),
      production: orders('production', {
        issuersAccepted: [text('https://sts.windows.net/8a7b6c5d-4e3f-4210-9fed-cba987654321/')],
      }),
      expect: [
        'orders accepts an issuer of the form Entra v1.0 in production and Entra v2.0 in staging: tokens carry one of them',
      ],
    },
    {
      name: 'an unset variable',
      staging: orders('staging', { issuersAccepted: [text('https://id.stg.example.com/realms/a')] }),
      production: orders('production', { issuersAccepted: [unset('jwt_issuer')] }),
      expect: ['undetermined: jwt_issuer'],
    },
  ],
})
