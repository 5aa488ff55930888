import { balancerRole, serviceRole } from '../../align/correspondence.ts'
import type { LoadBalancer, Service } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown, type KnownValue } from '../../model/value.ts'
import { letsIn, type NetworkAnswer } from '../../trace/security-groups.ts'
import { balancersOf } from './forwarding.ts'

/** A service, a load balancer that forwards to it, and whether the service's security groups let it in. */
export interface BalancedService {
  readonly service: Service
  readonly balancer: LoadBalancer
  readonly port: KnownValue
  readonly role: string
  readonly answer: NetworkAnswer
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
          role: `${serviceRole(model, service.address)} behind ${balancerRole(model, balancer.address)}`,
          answer: letsIn(model, service, balancer, Number(port.value)),
        }))
    })
  })
