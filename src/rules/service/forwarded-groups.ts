import { roleName } from '../../align/role-name.ts'
import { displayValue } from '../../model/deciders.ts'
import type { Action, Listener, TargetGroup } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { some, type Truth } from '../../model/truth.ts'
import { isString, type Value } from '../../model/value.ts'
import { isLedTo } from '../../trace/led-to.ts'
import { findTarget, sharingGroups, type TargetAnswer } from '../../trace/target.ts'

/** A target group that gets requests, and who is behind it. */
export interface Forwarded {
  readonly role: string
  readonly name: string
  readonly group: TargetGroup
  readonly answer: TargetAnswer
  readonly at: Action['at']
  /** Whether any of the load balancers that forward to it gets requests. */
  readonly isReached: Truth
}

const roleOf = (group: TargetGroup, { name }: EnvironmentModel): string =>
  roleName(isString(group.name) ? group.name.value : group.address.name, name)

/** Every target group that a rule or a default action forwards to, each once. */
export const forwardedGroups = (model: EnvironmentModel): readonly Forwarded[] => {
  const reached = (listener: Listener | undefined): Truth => {
    const balancer = listener && resolveEntity(model, 'load-balancer', listener.loadBalancer)
    return balancer?.kind === 'entity' ? isLedTo(model, balancer.entity) : 'undetermined'
  }
  const actions = [
    ...model.entities['listener-rule']
      .filter(({ exists }) => exists === 'yes')
      .flatMap(rule => {
        const listener = resolveEntity(model, 'listener', rule.listener)
        const isReached = reached(listener.kind === 'entity' ? listener.entity : undefined)
        return rule.actions.map(action => ({ action, isReached }))
      }),
    ...model.entities.listener.flatMap(listener =>
      listener.defaultActions.map(action => ({ action, isReached: reached(listener) })),
    ),
  ]
  const forwards = actions.flatMap(({ action, isReached }) =>
    action.type === 'forward'
      ? sharingGroups(action).map(({ targetGroup }) => ({ targetGroup, at: action.at, isReached }))
      : [],
  )
  const found = new Map<TargetGroup, Forwarded>()
  for (const { targetGroup, at, isReached } of forwards) {
    const resolved = resolveEntity(model, 'target-group', targetGroup as Value)
    if (resolved.kind !== 'entity') continue
    const group = resolved.entity
    const before = found.get(group)
    if (before) {
      found.set(group, { ...before, isReached: some([before.isReached, isReached]) })
      continue
    }
    const name = group.name ? displayValue(group.name) : group.address.name
    found.set(group, { role: roleOf(group, model), name, group, answer: findTarget(model, targetGroup), at, isReached })
  }
  return [...found.values()]
}
