import { tokenCheckDisabled } from '../../src/rules/token/token-check-disabled.ts'
import { shopWithApp, shopWithSettings, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

testRule(tokenCheckDisabled, {
  silent: [
    {
      name: 'off on both sides',
      staging: shopWithSettings('staging', { VERIFY_ISS: text('false') }),
      production: shopWithSettings('production', { VERIFY_ISS: text('false') }),
    },
    {
      name: 'on',
      staging: shopWithSettings('staging', { VERIFY_ISS: text('false') }),
      production: shopWithSettings('production', { VERIFY_ISS: text('true') }),
    },
    {
      name: 'a token is asked for on both sides',
      staging: shopWithApp('staging', 'orders', { tokenDemanded: [text('*')] }),
      production: shopWithApp('production', 'orders', { tokenDemanded: [text('*')] }),
    },
    {
      name: 'staging asks for none either',
      staging: shopWithApp('staging', 'orders', {}),
      production: shopWithApp('production', 'orders', {}),
    },
    {
      name: 'another switch',
      staging: shopWithSettings('staging', { VERIFY_EMAIL: text('true') }),
      production: shopWithSettings('production', { VERIFY_EMAIL: text('false') }),
    },
  ],
  reports: [
    {
      name: 'nothing asks for a token',
      staging: shopWithApp('staging', 'orders', { tokenDemanded: [text('*')] }),
      production: shopWithApp('production', 'orders', {}),
      expect: ['nothing asks for a token of orders in production: requests without one pass'],
    },
    {
      name: 'the issuer of ASP.NET',
      staging: shopWithSettings('staging', { Jwt__ValidateIssuer: text('true') }),
      production: shopWithSettings('production', { Jwt__ValidateIssuer: text(false) }),
      expect: ['Jwt__ValidateIssuer of auth switches a check off in production: iss is not checked'],
    },
    {
      name: 'oauth2-proxy, where staging says nothing',
      staging: shopWithSettings('staging', {}),
      production: shopWithSettings('production', { OAUTH2_PROXY_INSECURE_OIDC_SKIP_ISSUER_VERIFICATION: text('true') }),
      expect: [
        'OAUTH2_PROXY_INSECURE_OIDC_SKIP_ISSUER_VERIFICATION of auth switches a check off in production: iss is not checked',
      ],
    },
    {
      name: 'Quarkus',
      staging: shopWithSettings('staging', {}),
      production: shopWithSettings('production', { 'quarkus.oidc.token.issuer': text('any') }),
      expect: ['quarkus.oidc.token.issuer of auth switches a check off in production: iss is not checked'],
    },
    {
      name: 'an unset variable',
      staging: shopWithSettings('staging', { VERIFY_ISS: text('true') }),
      production: shopWithSettings('production', { VERIFY_ISS: unset('VERIFY_ISS') }),
      expect: ['undetermined: VERIFY_ISS'],
    },
  ],
})
