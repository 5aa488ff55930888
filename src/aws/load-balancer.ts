import type { LoadBalancer } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isString } from '../model/value.ts'
import { assumed, entityFacts, given } from './entity-base.ts'
import { argument, asBoolean, asNumber, blocks, identifier, required } from './read-argument.ts'

/** CloudFormation keeps most of what can be set in a list of keys and values. */
const attributeOf = (resource: EvaluatedResource, key: string): Value | undefined => {
  const found = blocks(resource, 'LoadBalancerAttributes').find(each => {
    const name = argument(each, 'Key')
    return isString(name) && name.value === key
  })
  return found && argument(found, 'Value')
}

const readLoadBalancer = (resource: EvaluatedResource, type: Value, internal: Value): readonly LoadBalancer[] => [
  {
    kind: 'load-balancer',
    ...entityFacts(resource),
    ...given({
      name: identifier(resource, 'name') ?? identifier(resource, 'LoadBalancerName'),
      ipAddressType: argument(resource, 'ip_address_type'),
      securityGroups: argument(resource, 'security_groups'),
      idleTimeout: asNumber(
        argument(resource, 'idle_timeout') ?? attributeOf(resource, 'idle_timeout.timeout_seconds'),
      ),
    }),
    type,
    internal,
    isLookup: resource.mode === 'data',
  },
]

const orAssumed = (resource: EvaluatedResource, name: string, value: Value | undefined, otherwise: string | boolean) =>
  value ?? (resource.mode === 'data' ? required(resource, name, undefined) : assumed(resource, otherwise))

export const fromTerraform = (resource: EvaluatedResource): readonly LoadBalancer[] => {
  const type =
    resource.type === 'aws_elb'
      ? assumed(resource, 'classic')
      : orAssumed(resource, 'load_balancer_type', argument(resource, 'load_balancer_type'), 'application')
  return readLoadBalancer(
    resource,
    type,
    orAssumed(resource, 'internal', asBoolean(argument(resource, 'internal')), false),
  )
}

/** `Scheme` says in words what Terraform's `internal` says as a switch. */
const internalOf = (resource: EvaluatedResource): Value => {
  const scheme = argument(resource, 'Scheme')
  if (scheme === undefined) return assumed(resource, false)
  return isString(scheme) ? { ...scheme, value: scheme.value === 'internal' } : scheme
}

export const fromCloudFormation = (resource: EvaluatedResource): readonly LoadBalancer[] =>
  readLoadBalancer(
    resource,
    resource.type === 'AWS::ElasticLoadBalancing::LoadBalancer'
      ? assumed(resource, 'classic')
      : orAssumed(resource, 'Type', argument(resource, 'Type'), 'application'),
    internalOf(resource),
  )
