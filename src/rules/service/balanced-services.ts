import { roleName } from '../../align/role-name.ts'
import type { LoadBalancer, Service } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isKnown, type KnownValue, type Value } from '../../model/value.ts'
import { letsIn, type NetworkAnswer } from '../../trace/security-groups.ts'
import { sharingGroups } from '../../trace/target.ts'

/** A service, a load balancer that forwards to it, and whether the service's security groups let it in. */
export interface BalancedService {
  readonly service: Service
  readonly balancer: LoadBalancer
  readonly port: KnownValue
  readonly role: string
  readonly answer: NetworkAnswer
}

/** The listeners, with what they and their rules do. */
export const actionsIn = (model: EnvironmentModel) => [
  ...model.entities.listener.map(listener => ({
    loadBalancer: listener.loadBalancer,
    actions: listener.defaultActions,
  })),
  ...model.entities['listener-rule'].flatMap(rule => {
    const listener = rule.exists === 'yes' ? resolveEntity(model, 'listener', rule.listener) : undefined
    return listener?.kind === 'entity' ? [{ loadBalancer: listener.entity.loadBalancer, actions: rule.actions }] : []
  }),
]

/** Which load balancers forward to a target group. A network load balancer is left out: clients' addresses pass through it. */
const balancersOf = (model: EnvironmentModel, targetGroup: Value): readonly LoadBalancer[] => {
  const wanted = resolveEntity(model, 'target-group', targetGroup)
  if (wanted.kind !== 'entity') return []
  const forwarding = actionsIn(model).filter(({ actions }) =>
    actions.some(
      action =>
        action.type === 'forward' &&
        sharingGroups(action).some(share => {
          const group = resolveEntity(model, 'target-group', share.targetGroup)
          return group.kind === 'entity' && group.entity === wanted.entity
        }),
    ),
  )
  const found = forwarding.flatMap(({ loadBalancer }) => {
    const balancer = resolveEntity(model, 'load-balancer', loadBalancer)
    return balancer.kind === 'entity' ? [balancer.entity] : []
  })
  return [...new Set(found)].filter(({ type }) => !isKnown(type) || type.value !== 'network')
}

/** Services whose tasks have a network interface of their own, once for each port and load balancer. */
export const balancedServices = (model: EnvironmentModel): readonly BalancedService[] =>
  model.entities.service.flatMap(service => {
    if (service.exists !== 'yes' || service.securityGroups === undefined) return []
    return service.targets.flatMap(({ targetGroup, containerPort: port }) => {
      if (!port || !isKnown(port)) return []
      return balancersOf(model, targetGroup)
        .filter(({ securityGroups }) => securityGroups !== undefined)
        .map(balancer => ({
          service,
          balancer,
          port,
          role: `${roleName(service.address.name, model.name)} behind ${roleName(balancer.address.name, model.name)}`,
          answer: letsIn(model, service, balancer, Number(port.value)),
        }))
    })
  })
