import type { ListenerRule } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import { readActions } from './action.ts'
import { entityFacts, given } from './entity-base.ts'
import { argument, asNumber, identifier, required } from './read-argument.ts'
import { readCloudFormationConditions, readTerraformConditions } from './rule-condition.ts'
import { readTransforms } from './rule-transform.ts'

export const fromTerraform = (resource: EvaluatedResource): readonly ListenerRule[] => [
  {
    kind: 'listener-rule',
    ...entityFacts(resource),
    listener: required(resource, 'listener_arn', identifier(resource, 'listener_arn')),
    ...given({ priority: asNumber(argument(resource, 'priority')) }),
    conditions: readTerraformConditions(resource),
    actions: readActions(resource, 'action'),
    transforms: readTransforms(resource, 'transform'),
  },
]

export const fromCloudFormation = (resource: EvaluatedResource): readonly ListenerRule[] => [
  {
    kind: 'listener-rule',
    ...entityFacts(resource),
    listener: required(resource, 'ListenerArn', identifier(resource, 'ListenerArn')),
    priority: required(resource, 'Priority', asNumber(argument(resource, 'Priority'))),
    conditions: readCloudFormationConditions(resource),
    actions: readActions(resource, 'Actions'),
    transforms: readTransforms(resource, 'Transforms'),
  },
]
