import { settingPointsToOtherEnvironment } from '../../src/rules/settings/setting-points-to-other-environment.ts'
import { at, shop, shopWithApp, shopWithSettings, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const stagingIssuer = text('https://www.stg.example.com/oauth')

/** A member of a text that is used at one line and written at several. */
const inText = (line: number, value: string) => ({
  ...text(value),
  from: {
    at: at('tasks.tf', 3),
    origins: [],
    through: [{ ...at('main.tf', line), start: { line, column: 1, offset: line } }],
  },
})

testRule(settingPointsToOtherEnvironment, {
  silent: [
    {
      name: 'a host that both use',
      staging: shopWithSettings('staging', { PAYMENT_URL: text('https://sandbox.pay.example.org') }),
      production: shopWithSettings('production', { PAYMENT_URL: text('https://sandbox.pay.example.org') }),
    },
    {
      name: 'a list of hosts to leave out',
      staging: shop('staging'),
      production: shopWithSettings('production', { NOINDEX_HOSTS: text('www.stg.example.com') }),
    },
    {
      name: 'an issuer, of which the rules of tokens speak',
      staging: shop('staging'),
      production: shopWithApp('production', 'auth', {
        issuersMinted: [stagingIssuer],
        settings: [{ key: 'JWT_ISSUER', value: stagingIssuer }],
      }),
    },
  ],
  reports: [
    {
      name: 'a callback in staging',
      staging: shopWithSettings('staging', { LOGIN_CALLBACK: text('https://www.stg.example.com/callback') }),
      production: shopWithSettings('production', { LOGIN_CALLBACK: text('https://www.stg.example.com/callback') }),
      expect: ["LOGIN_CALLBACK of auth names www.stg.example.com, the other environment's: logins end there"],
    },
    {
      name: 'one origin of several',
      staging: shopWithSettings('staging', { CORS_ORIGINS: text('https://www.stg.example.com') }),
      production: shopWithSettings('production', {
        CORS_ORIGINS: text('https://www.example.com,https://www.stg.example.com'),
      }),
      expect: [
        "CORS_ORIGINS of auth names www.stg.example.com, the other environment's: pages from there may call production",
      ],
    },
    {
      name: 'beside an issuer in one text of container definitions',
      staging: shop('staging'),
      production: shopWithApp('production', 'auth', {
        issuersMinted: [inText(11, 'https://www.example.com/oauth')],
        settings: [
          { key: 'JWT_ISSUER', value: inText(11, 'https://www.example.com/oauth') },
          { key: 'FRONTEND_URL', value: inText(12, 'https://www.stg.example.com') },
        ],
      }),
      expect: [
        "FRONTEND_URL of auth names www.stg.example.com, the other environment's: production calls, or sends its users to, the other environment",
      ],
    },
    {
      name: 'the domain of cookies',
      staging: shopWithSettings('staging', { COOKIE_DOMAIN: text('.www.stg.example.com') }),
      production: shopWithSettings('production', { COOKIE_DOMAIN: text('.www.stg.example.com') }),
      expect: [
        "COOKIE_DOMAIN of auth names www.stg.example.com, the other environment's: browsers drop its cookies, and users cannot log in",
      ],
    },
    {
      name: 'a URL from an unset variable',
      staging: shopWithSettings('staging', { BACKEND_URL: text('https://api.stg.example.com') }),
      production: shopWithSettings('production', { BACKEND_URL: unset('BACKEND_URL') }),
      expect: ['undetermined: BACKEND_URL'],
    },
  ],
})
