import { settingEmptyInProduction } from '../../src/rules/settings/setting-empty-in-production.ts'
import { shopWithSettings, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

testRule(settingEmptyInProduction, {
  silent: [
    {
      name: 'empty on both sides',
      staging: shopWithSettings('staging', { OIDC_ISSUER: text('') }),
      production: shopWithSettings('production', { OIDC_ISSUER: text('') }),
    },
    {
      name: 'what stands in for a partner in tests',
      staging: shopWithSettings('staging', { STUB_CLIENT_ID: text('stub') }),
      production: shopWithSettings('production', { STUB_CLIENT_ID: text('') }),
    },
    {
      name: 'what may well be empty',
      staging: shopWithSettings('staging', { BANNER: text('test') }),
      production: shopWithSettings('production', { BANNER: text('') }),
    },
  ],
  reports: [
    {
      name: 'the issuer',
      staging: shopWithSettings('staging', { OIDC_ISSUER: text('https://id.stg.example.com') }),
      production: shopWithSettings('production', { OIDC_ISSUER: text('') }),
      expect: [
        'OIDC_ISSUER of auth is empty in production: as its library takes it, tokens are not checked or all refused',
      ],
    },
    {
      name: 'in any spelling',
      staging: shopWithSettings('staging', { redirectUri: text('https://www.stg.example.com/cb') }),
      production: shopWithSettings('production', { redirectUri: text(' ') }),
      expect: [
        'redirectUri of auth is empty in production: as its library takes it, tokens are not checked or all refused',
      ],
    },
    {
      name: 'an unset variable',
      staging: shopWithSettings('staging', { OIDC_ISSUER: text('https://id.stg.example.com') }),
      production: shopWithSettings('production', { OIDC_ISSUER: unset('OIDC_ISSUER') }),
      expect: ['undetermined: OIDC_ISSUER'],
    },
  ],
})
