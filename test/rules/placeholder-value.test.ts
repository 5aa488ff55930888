import { placeholderValue } from '../../src/rules/settings/placeholder-value.ts'
import { secret, shop, shopWithSettings, text } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

testRule(placeholderValue, {
  silent: [
    {
      name: 'the same placeholder in staging',
      staging: shopWithSettings('staging', { TENANT: text('changeme') }),
      production: shopWithSettings('production', { TENANT: text('CHANGE_ME') }),
    },
    {
      name: 'a secret shows nothing',
      staging: shop('staging'),
      production: shopWithSettings('production', { TENANT: secret('changeme') }),
    },
    {
      name: 'words that only look like one',
      staging: shop('staging'),
      production: shopWithSettings('production', {
        TITLE: text('Your account'),
        SUBJECT: text('Change meeting'),
        EXPRESSION: text('<= 3 > 2'),
      }),
    },
  ],
  reports: [
    ...[
      'CHANGE_ME',
      '<tenant>',
      'your-client-id',
      'TODO',
      'xxxx',
      'https://YOUR_DOMAIN/oauth',
      'https://<tenant>.eu.auth.example.net/',
    ].map(value => ({
      name: value,
      staging: shopWithSettings('staging', { TENANT: text('shop') }),
      production: shopWithSettings('production', { TENANT: text(value) }),
      expect: [`TENANT of auth is still "${value}": a placeholder that nobody filled in`],
    })),
    {
      name: 'a mark that a deployment may fill in',
      staging: shopWithSettings('staging', { TENANT: text('shop') }),
      production: shopWithSettings('production', { TENANT: text('{{ tenant }}-prod') }),
      expect: ['undetermined: {{ tenant }}'],
    },
  ],
})
