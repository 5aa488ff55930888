import { switchDiffers } from '../../src/rules/deployment/switch-differs.ts'
import { unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'
import { input, shopWithInputs } from '../helpers/sources.ts'

const having = (side: 'staging' | 'production', value: boolean | string | number) =>
  shopWithInputs(side, { status_page: input('status_page', value, `${side}.tfvars`) })

testRule(switchDiffers, {
  silent: [
    { name: 'both are on', staging: having('staging', true), production: having('production', 'true') },
    {
      name: 'a protection',
      staging: shopWithInputs('staging', { deletion_protection: input('x', false, 'staging.tfvars') }),
      production: shopWithInputs('production', { deletion_protection: input('x', true, 'production.tfvars') }),
    },
    { name: 'numbers differ', staging: having('staging', 1), production: having('production', 0) },
  ],
  reports: [
    {
      name: 'on in production only',
      staging: having('staging', false),
      production: having('production', true),
      expect: ['status_page of infra/app is on in production and off in staging: what it turns on was not rehearsed'],
    },
    {
      name: 'off in production only',
      staging: having('staging', 'true'),
      production: having('production', false),
      expect: ['status_page of infra/app is off in production and on in staging: what staging shows is not there'],
    },
    {
      name: 'production has no value',
      staging: having('staging', true),
      production: shopWithInputs('production', { status_page: unset('status_page') }),
      expect: ['undetermined: status_page'],
    },
  ],
})
