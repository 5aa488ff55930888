import type { Action, LoadBalancer, TargetGroup } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isKnown, type Value } from '../../model/value.ts'
import { sharingGroups } from '../../trace/target.ts'

export interface Acting {
  /** Absent: the listener of a rule is not among the sources. */
  readonly loadBalancer: Value | undefined
  readonly actions: readonly Action[]
}

/** What listeners and their rules do. */
export const actionsIn = (model: EnvironmentModel): readonly Acting[] => [
  ...model.entities.listener.map(({ loadBalancer, defaultActions }) => ({ loadBalancer, actions: defaultActions })),
  ...model.entities['listener-rule'].flatMap(({ exists, listener, actions }) => {
    const on = exists === 'yes' ? resolveEntity(model, 'listener', listener) : undefined
    return on ? [{ loadBalancer: on.kind === 'entity' ? on.entity.loadBalancer : undefined, actions }] : []
  }),
]

/** The load balancer that does it, where it is among the sources. */
export const balancerOf = (model: EnvironmentModel, { loadBalancer }: Acting): LoadBalancer | undefined => {
  const found = loadBalancer && resolveEntity(model, 'load-balancer', loadBalancer)
  return found?.kind === 'entity' ? found.entity : undefined
}

/** Which load balancers forward requests to a target group. A network load balancer is left out: clients' addresses pass through it. */
export const balancersOf = (model: EnvironmentModel, targetGroup: Value): readonly LoadBalancer[] => {
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
  const found = forwarding.flatMap(acting => balancerOf(model, acting) ?? [])
  return [...new Set(found)].filter(({ type }) => !isKnown(type) || type.value !== 'network')
}

/** Every target group that a load balancer names, also those that get no share of its requests. */
export const groupsBehind = (model: EnvironmentModel, balancer: LoadBalancer): readonly TargetGroup[] => {
  const actions = actionsIn(model)
    .filter(acting => balancerOf(model, acting) === balancer)
    .flatMap(acting => acting.actions)
  const groups = actions.flatMap(action =>
    action.type === 'forward'
      ? action.targets.flatMap(({ targetGroup }) => {
          const group = resolveEntity(model, 'target-group', targetGroup)
          return group.kind === 'entity' && group.entity.exists !== 'no' ? [group.entity] : []
        })
      : [],
  )
  return [...new Set(groups)]
}
