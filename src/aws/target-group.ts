import type { TargetGroup } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Truth } from '../model/truth.ts'
import type { Value } from '../model/value.ts'
import { entityFacts, given } from './entity-base.ts'
import { argument, asNumber, blocks, hasAny, identifier } from './read-argument.ts'

const readTargetGroup = (
  resource: EvaluatedResource,
  healthCheckPath: Value | undefined,
  hasOwnTargets: Truth,
): readonly TargetGroup[] => [
  {
    kind: 'target-group',
    ...entityFacts(resource),
    ...given({
      name: identifier(resource, 'name'),
      port: asNumber(argument(resource, 'port')),
      protocol: argument(resource, 'protocol'),
      protocolVersion: argument(resource, 'protocol_version'),
      targetType: argument(resource, 'target_type'),
      healthCheckPath,
    }),
    hasOwnTargets,
    isLookup: resource.mode === 'data',
  },
]

/** Who registers targets in a target group that was looked up is not known from here. */
export const fromTerraform = (resource: EvaluatedResource): readonly TargetGroup[] =>
  readTargetGroup(
    resource,
    argument(resource, 'health_check', 'path'),
    resource.mode === 'data' ? 'undetermined' : 'no',
  )

export const fromCloudFormation = (resource: EvaluatedResource): readonly TargetGroup[] =>
  readTargetGroup(resource, argument(resource, 'HealthCheckPath'), hasAny(blocks(resource, 'Targets')))
