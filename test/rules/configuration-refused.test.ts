import { configurationRefused } from '../../src/rules/deployment/configuration-refused.ts'
import { shop } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'
import { refusal, shopWithTrouble } from '../helpers/sources.ts'

const missing = (file: string) =>
  refusal('Missing required argument', 'The argument "domain" is required: add it to module "web".', file)

testRule(configurationRefused, {
  silent: [
    {
      name: 'the same mistake in staging',
      staging: shopWithTrouble('staging', missing('infra/staging/web/main.tf')),
      production: shopWithTrouble('production', missing('infra/production/web/main.tf')),
    },
    {
      name: 'what a deployment may pass, build or know later',
      staging: shop('staging'),
      production: shopWithTrouble(
        'production',
        refusal('No value for required variable', 'The variable "image_tag" is not set.', 'main.tf'),
        refusal('Invalid function argument', 'Invalid value for "path": no file exists at "lambda.zip".', 'main.tf'),
        refusal('Invalid count argument', 'The "count" value cannot be determined until apply.', 'main.tf'),
      ),
    },
    {
      name: 'a warning',
      staging: shop('staging'),
      production: shopWithTrouble('production', { ...missing('main.tf'), severity: 'warning' }),
    },
  ],
  reports: [
    {
      name: 'an argument that only production lacks',
      staging: shop('staging'),
      production: shopWithTrouble('production', missing('infra/production/web/main.tf')),
      expect: [
        'production cannot be deployed: missing required argument: The argument "domain" is required: add it to module "web"',
      ],
    },
    {
      name: 'the same mistake at another service of staging',
      staging: shopWithTrouble('staging', missing('infra/staging/api/main.tf')),
      production: shopWithTrouble('production', missing('infra/production/web/main.tf')),
      expect: [
        'production cannot be deployed: missing required argument: The argument "domain" is required: add it to module "web"',
      ],
    },
    {
      name: 'a key that a mapping lacks',
      staging: shop('staging'),
      production: shopWithTrouble(
        'production',
        refusal('No key Sidecar below Environments.production', 'There is no key Sidecar.', 'template.yaml'),
      ),
      expect: ['production cannot be deployed: no key Sidecar below Environments.production: There is no key Sidecar'],
    },
    {
      name: 'a file that cannot be read',
      staging: shop('staging'),
      production: shopWithTrouble('production', refusal('Cannot read this file', 'It is too large.', 'production.tf')),
      expect: ['undetermined: production.tf'],
    },
  ],
})
