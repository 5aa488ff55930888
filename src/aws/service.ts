import type { Service } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { entityFacts, given } from './entity-base.ts'
import { argument, asNumber, blocks, identifier, required } from './read-argument.ts'

/** A blue/green deployment swaps two target groups: both are the service's. A classic load balancer is none. */
const readTargets = (resource: EvaluatedResource, block: Value): Service['targets'] => {
  if (block.kind !== 'map') return [{ targetGroup: block }]
  const container = given({
    containerName: identifier(block, 'container_name'),
    containerPort: asNumber(argument(block, 'container_port')),
  })
  const written = identifier(block, 'target_group_arn')
  const isClassic = (identifier(block, 'elb_name') ?? identifier(block, 'LoadBalancerName')) !== undefined
  if (written === undefined && isClassic) return []
  const targetGroup = required(resource, 'load_balancer.target_group_arn', written)
  const alternate = identifier(block, 'advanced_configuration', 'alternate_target_group_arn')
  return [{ targetGroup, ...container }, ...(alternate ? [{ targetGroup: alternate, ...container }] : [])]
}

const readService = (
  resource: EvaluatedResource,
  name: Value | undefined,
  loadBalancers: readonly Value[],
): readonly Service[] => [
  {
    kind: 'service',
    ...entityFacts(resource),
    ...given({
      name,
      desiredCount: asNumber(argument(resource, 'desired_count')),
      gracePeriod: asNumber(argument(resource, 'health_check_grace_period_seconds')),
      taskDefinition: identifier(resource, 'task_definition'),
      securityGroups:
        argument(resource, 'network_configuration', 'security_groups') ??
        argument(resource, 'NetworkConfiguration', 'AwsvpcConfiguration', 'SecurityGroups'),
    }),
    targets: loadBalancers.flatMap(block => readTargets(resource, block)),
  },
]

export const fromTerraform = (resource: EvaluatedResource): readonly Service[] =>
  readService(
    resource,
    identifier(resource, 'name') ?? identifier(resource, 'service_name'),
    blocks(resource, 'load_balancer'),
  )

export const fromCloudFormation = (resource: EvaluatedResource): readonly Service[] =>
  readService(resource, identifier(resource, 'ServiceName'), blocks(resource, 'LoadBalancers'))

/** A task set runs part of a service, with target groups of its own; its `service` names the whole. */
export const fromTaskSet = (resource: EvaluatedResource): readonly Service[] =>
  readService(resource, identifier(resource, 'service'), [
    ...blocks(resource, 'load_balancer'),
    ...blocks(resource, 'LoadBalancers'),
  ])
