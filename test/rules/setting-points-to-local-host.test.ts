import { settingPointsToLocalHost } from '../../src/rules/settings/setting-points-to-local-host.ts'
import { shopWithSettings, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

testRule(settingPointsToLocalHost, {
  silent: [
    {
      name: 'a sidecar on both sides',
      staging: shopWithSettings('staging', { AGENT_URL: text('http://localhost:8126') }),
      production: shopWithSettings('production', { AGENT_URL: text('http://localhost:8126') }),
    },
    {
      name: 'a name without a URL',
      staging: shopWithSettings('staging', { DB_HOST: text('db') }),
      production: shopWithSettings('production', { DB_HOST: text('localhost') }),
    },
    {
      name: 'a container that reads it from a store',
      staging: shopWithSettings('staging', { PAY_URL: text('https://pay.stg.example.com') }),
      production: shopWithSettings('production', {
        PAY_URL: text('http://localhost:9090'),
        'secret PAY_URL': text('arn:aws:ssm:eu-west-1:111122223333:parameter/pay-url'),
      }),
    },
    {
      name: 'a private address',
      staging: shopWithSettings('staging', { PAY_URL: text('https://pay.stg.example.com') }),
      production: shopWithSettings('production', { PAY_URL: text('http://10.0.0.9') }),
    },
  ],
  reports: [
    {
      name: 'a default for development',
      staging: shopWithSettings('staging', { PAY_URL: text('https://pay.stg.example.com') }),
      production: shopWithSettings('production', { PAY_URL: text('http://localhost:9090') }),
      expect: [
        'PAY_URL of auth names localhost in production, staging names a real host: a default for development holds there',
      ],
    },
    {
      name: 'a port that is not known',
      staging: shopWithSettings('staging', { PAY_URL: text('https://pay.stg.example.com') }),
      production: shopWithSettings('production', {
        PAY_URL: { kind: 'template', parts: [text('http://localhost:'), unset('PORT')], from: text('').from },
      }),
      expect: ['undetermined: PORT'],
    },
  ],
})
