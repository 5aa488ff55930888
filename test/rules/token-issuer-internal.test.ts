import type { EvaluatedApp } from '../../src/model/evaluated.ts'
import { tokenIssuerInternal } from '../../src/rules/token/token-issuer-internal.ts'
import { type Side, shopWithApp, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const orders = (side: Side, fields: Partial<EvaluatedApp>) => shopWithApp(side, 'orders', fields)

testRule(tokenIssuerInternal, {
  silent: [
    {
      name: 'internal on both sides',
      staging: orders('staging', { issuersAccepted: [text('http://keycloak:8080/realms/a')] }),
      production: orders('production', { issuersAccepted: [text('http://keycloak:8080/realms/a')] }),
    },
    {
      name: 'a name that is no URL',
      staging: orders('staging', { issuersAccepted: [text('auth-service')] }),
      production: orders('production', { issuersAccepted: [text('auth-service')] }),
    },
  ],
  reports: [
    {
      name: 'a name of the cluster',
      staging: orders('staging', {}),
      production: orders('production', { issuersAccepted: [text('http://keycloak.auth.svc/realms/a')] }),
      expect: [
        'orders uses issuer "http://keycloak.auth.svc/realms/a" in production: a name that only works inside, while tokens of users carry a public one',
      ],
    },
    {
      name: 'a private address',
      staging: orders('staging', {}),
      production: orders('production', { issuersAccepted: [text('http://10.0.0.7/oauth')] }),
      expect: [
        'orders uses issuer "http://10.0.0.7/oauth" in production: a name that only works inside, while tokens of users carry a public one',
      ],
    },
    {
      name: 'an unset variable',
      staging: orders('staging', {}),
      production: orders('production', { issuersAccepted: [unset('jwt_issuer')] }),
      expect: ['undetermined: jwt_issuer'],
    },
  ],
})
