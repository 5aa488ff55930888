import type { StoredParameter } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import { entityFacts } from './entity-base.ts'
import { argument, asText, required } from './read-argument.ts'

/** `insecure_value` is the same value, shown in plans. */
export const fromTerraform = (resource: EvaluatedResource): readonly StoredParameter[] => [
  {
    kind: 'stored-parameter',
    ...entityFacts(resource),
    name: required(resource, 'name', argument(resource, 'name')),
    value: required(resource, 'value', asText(argument(resource, 'value') ?? argument(resource, 'insecure_value'))),
  },
]

export const fromCloudFormation = fromTerraform
