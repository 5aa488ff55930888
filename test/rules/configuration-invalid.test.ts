import { configurationInvalid } from '../../src/rules/deployment/configuration-invalid.ts'
import { shop } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'
import { refusal, shopWithTrouble } from '../helpers/sources.ts'

const undeclared = refusal(
  'Reference to undeclared module',
  'There is no module "domain". Declare it.',
  'infra/outputs.tf',
  2,
)
const unread = refusal('Failed to read file', 'It is no text.', 'infra/main.tf')

testRule(configurationInvalid, {
  silent: [
    {
      name: 'only production has it, which is a rule of its own',
      staging: shop('staging'),
      production: shopWithTrouble('production', undeclared),
    },
    {
      name: 'production has mended it',
      staging: shopWithTrouble('staging', undeclared),
      production: shop('production'),
    },
  ],
  reports: [
    {
      name: 'a reference that is declared nowhere',
      staging: shopWithTrouble('staging', undeclared),
      production: shopWithTrouble('production', undeclared),
      expect: ['neither environment can be deployed: reference to undeclared module: There is no module "domain"'],
    },
    {
      name: 'a file that neither can read',
      staging: shopWithTrouble('staging', unread),
      production: shopWithTrouble('production', unread),
      expect: ['undetermined: infra/main.tf'],
    },
  ],
})
