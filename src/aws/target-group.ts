import type { TargetGroup } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Truth } from '../model/truth.ts'
import { entityFacts, given } from './entity-base.ts'
import { argument, asNumber, asText, blocks, hasAny, identifier } from './read-argument.ts'

const readTargetGroup = (
  resource: EvaluatedResource,
  healthCheck: NonNullable<TargetGroup['healthCheck']>,
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
    }),
    ...(Object.keys(healthCheck).length > 0 ? { healthCheck } : {}),
    hasOwnTargets,
    isLookup: resource.mode === 'data',
  },
]

/** Who registers targets in a target group that was looked up is not known from here. */
export const fromTerraform = (resource: EvaluatedResource): readonly TargetGroup[] =>
  readTargetGroup(
    resource,
    given({
      path: argument(resource, 'health_check', 'path'),
      port: asText(argument(resource, 'health_check', 'port')),
      protocol: argument(resource, 'health_check', 'protocol'),
      matcher: asText(argument(resource, 'health_check', 'matcher')),
    }),
    resource.mode === 'data' ? 'undetermined' : 'no',
  )

export const fromCloudFormation = (resource: EvaluatedResource): readonly TargetGroup[] =>
  readTargetGroup(
    resource,
    given({
      path: argument(resource, 'HealthCheckPath'),
      port: asText(argument(resource, 'HealthCheckPort')),
      protocol: argument(resource, 'HealthCheckProtocol'),
      matcher: asText(argument(resource, 'Matcher', 'HttpCode') ?? argument(resource, 'Matcher', 'GrpcCode')),
    }),
    hasAny(blocks(resource, 'Targets')),
  )
