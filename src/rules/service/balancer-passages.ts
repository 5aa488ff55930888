import { balancerRole, serviceRole } from '../../align/correspondence.ts'
import type { Action, LoadBalancer } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isKnown } from '../../model/value.ts'
import { entryOf } from '../../trace/entry.ts'
import { type Openness, opennessTo } from '../../trace/open-to.ts'
import { letsOut, membersOf } from '../../trace/security-groups.ts'
import { balancedServices } from './balanced-services.ts'
import { actionsIn, balancerOf } from './forwarding.ts'

/** A way that requests take through the security groups of a load balancer. */
export interface Passage {
  readonly role: string
  readonly balancer: LoadBalancer
  readonly port: number
  readonly kind: 'clients' | 'tasks' | 'identity provider'
  /** The service, where it leads to tasks. */
  readonly service?: string
  readonly openness: Openness
  /** The widest that it has to be. */
  readonly most: 'everybody' | 'somebody'
}

const needsProvider = ({ type }: Action): boolean => /^(authenticate-|jwt-)/.test(type)

/** Behind a distribution a load balancer need not be open to all, and inside a network it is not. */
const mostOf = (model: EnvironmentModel, balancer: LoadBalancer): Passage['most'] => {
  const isPublic = isKnown(balancer.internal) && balancer.internal.value !== true
  const isOrigin = model.entities.distribution.some(({ origins }) =>
    origins.some(({ domainName }) => entryOf(model, domainName) === balancer),
  )
  return isPublic && !isOrigin ? 'everybody' : 'somebody'
}

const balancersIn = (model: EnvironmentModel): readonly LoadBalancer[] =>
  model.entities['load-balancer'].filter(
    ({ exists, isLookup, securityGroups }) => exists === 'yes' && !isLookup && membersOf(securityGroups).length > 0,
  )

/** From clients to each listener. */
const fromClients = (model: EnvironmentModel): readonly Passage[] =>
  balancersIn(model).flatMap(balancer =>
    model.entities.listener.flatMap(({ exists, loadBalancer, port }): readonly Passage[] => {
      const owner = resolveEntity(model, 'load-balancer', loadBalancer)
      if (exists !== 'yes' || owner.kind !== 'entity' || owner.entity !== balancer || !isKnown(port)) return []
      const number = Number(port.value)
      const openness = opennessTo(model, balancer.securityGroups, 'ingress', number)
      const role = `port ${number} of ${balancerRole(model, balancer.address)}`
      return [{ role, balancer, port: number, kind: 'clients', openness, most: mostOf(model, balancer) }]
    }),
  )

/** To the tasks of each service. */
const toTasks = (model: EnvironmentModel): readonly Passage[] =>
  balancedServices(model).map(({ service, balancer, port }): Passage => {
    const { truth, ...answer } = letsOut(model, service, balancer, Number(port.value))
    const to = truth === 'yes' ? 'everybody' : truth === 'no' ? 'nobody' : 'undetermined'
    const role = `way of ${balancerRole(model, balancer.address)} to ${serviceRole(model, service.address)}`
    const name = service.address.name
    return {
      role,
      balancer,
      port: Number(port.value),
      kind: 'tasks',
      service: name,
      openness: { to, ...answer },
      most: 'everybody',
    }
  })

/** To where users log in and keys are fetched (ELB guide, "Authenticate users": the load balancer has to reach the endpoints). */
const toProviders = (model: EnvironmentModel): readonly Passage[] => {
  const asking = new Set(
    actionsIn(model).flatMap(acting => (acting.actions.some(needsProvider) ? (balancerOf(model, acting) ?? []) : [])),
  )
  return balancersIn(model)
    .filter(balancer => asking.has(balancer))
    .map((balancer): Passage => {
      const openness = opennessTo(model, balancer.securityGroups, 'egress', 443)
      const role = `way of ${balancerRole(model, balancer.address)} to its identity provider`
      return { role, balancer, port: 443, kind: 'identity provider', openness, most: 'everybody' }
    })
}

export const passagesOf = (model: EnvironmentModel): readonly Passage[] => [
  ...fromClients(model),
  ...toTasks(model),
  ...toProviders(model),
]
