import type { Company, Input } from '../company/deployment.ts'
import { type Fault, inProduction } from './fault.ts'

const changing =
  (name: string, change: (input: Input, company: Company) => Input): Fault['inject'] =>
  company =>
    inProduction(company, {
      inputs: company.production.inputs.map(input => (input.name === name ? change(input, company) : input)),
    })

export const inputFaults: readonly Fault[] = [
  {
    name: 'tfvars key missing',
    owner: 'input-missing-in-production',
    inject: changing('alarm_topic_arn', ({ value: _value, ...input }) => input),
  },
  {
    name: 'tfvars value empty',
    owner: 'input-empty-in-production',
    inject: changing('status_page_url', input => ({ ...input, value: '' })),
  },
  {
    name: "tfvars value of staging's",
    owner: 'value-of-other-environment',
    inject: changing('log_bucket', (input, { staging }) => {
      const twin = staging.inputs.find(({ name }) => name === input.name)
      return twin?.value === undefined ? input : { ...input, value: twin.value }
    }),
  },
]
