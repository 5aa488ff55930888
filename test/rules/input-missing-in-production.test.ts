import { unknown } from '../../src/model/value.ts'
import { inputMissingInProduction } from '../../src/rules/deployment/input-missing-in-production.ts'
import { at, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'
import { input, refusal, shopWithInputs } from '../helpers/sources.ts'

const staged = { zone_id: input('zone_id', 'Z1', 'staging.tfvars'), region: input('region', 'eu', 'staging.tfvars') }
const region = input('region', 'eu', 'production.tfvars')

testRule(inputMissingInProduction, {
  silent: [
    {
      name: 'somebody passes it in both environments',
      staging: shopWithInputs('staging', { image_tag: unset('image_tag') }),
      production: shopWithInputs('production', { image_tag: unset('image_tag') }),
    },
    {
      name: 'only production sets it',
      staging: shopWithInputs('staging', { zone_id: unset('zone_id') }),
      production: shopWithInputs('production', staged),
    },
    {
      name: 'the process environment of this machine sets it',
      staging: shopWithInputs('staging', { token: input('token', 'x', 'env', 'environment-variable') }),
      production: shopWithInputs('production', { token: unset('token') }),
    },
  ],
  reports: [
    {
      name: 'a variable file has it in staging only',
      staging: shopWithInputs('staging', staged),
      production: shopWithInputs('production', { zone_id: unset('zone_id'), region }),
      expect: [
        'zone_id of infra/app has no value in production, and no default: the deployment stops, or somebody has to make one up',
      ],
    },
    {
      name: 'what production gives cannot be evaluated',
      staging: shopWithInputs('staging', staged),
      production: shopWithInputs('production', {
        zone_id: unknown({ kind: 'invalid', names: 'dependency "dns"' }, { at: at('terragrunt.hcl', 9), origins: [] }),
      }),
      expect: ['zone_id of infra/app has no valid value in production'],
    },
    {
      name: 'a variable file is not in the repository',
      staging: shopWithInputs('staging', staged),
      production: shopWithInputs(
        'production',
        { zone_id: unset('zone_id'), region },
        { diagnostics: [refusal('Variable file is not in the repository', 'secrets.tfvars', 'secrets.tfvars')] },
      ),
      expect: ['undetermined: zone_id'],
    },
  ],
})
