import { roleName } from '../../align/role-name.ts'
import { displayValue } from '../../model/deciders.ts'
import type { Action, Listener, TargetGroup } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'
import { standsBy } from '../../trace/stands-by.ts'
import { findTarget, sharingGroups, type TargetAnswer } from '../../trace/target.ts'

/** A target group that gets requests, and who is behind it. */
export interface Forwarded {
  readonly role: string
  readonly name: string
  readonly group: TargetGroup
  readonly answer: TargetAnswer
  readonly at: Action['at']
  /** Every load balancer that forwards to it surely gets no requests. */
  readonly standsBy: boolean
}

const roleOf = (group: TargetGroup, { name }: EnvironmentModel): string =>
  roleName(isString(group.name) ? group.name.value : group.address.name, name)

/** Every target group that a rule or a default action forwards to, each once. */
export const forwardedGroups = (model: EnvironmentModel): readonly Forwarded[] => {
  const isIdle = (listener: Listener | undefined): boolean => {
    const balancer = listener && resolveEntity(model, 'load-balancer', listener.loadBalancer)
    return balancer?.kind === 'entity' && standsBy(model, balancer.entity)
  }
  const actions = [
    ...model.entities['listener-rule']
      .filter(({ exists }) => exists === 'yes')
      .flatMap(rule => {
        const listener = resolveEntity(model, 'listener', rule.listener)
        const idle = isIdle(listener.kind === 'entity' ? listener.entity : undefined)
        return rule.actions.map(action => ({ action, idle }))
      }),
    ...model.entities.listener.flatMap(listener =>
      listener.defaultActions.map(action => ({ action, idle: isIdle(listener) })),
    ),
  ]
  const forwards = actions.flatMap(({ action, idle }) =>
    action.type === 'forward'
      ? sharingGroups(action).map(({ targetGroup }) => ({ targetGroup, at: action.at, idle }))
      : [],
  )
  const found = new Map<TargetGroup, Forwarded>()
  for (const { targetGroup, at, idle } of forwards) {
    const resolved = resolveEntity(model, 'target-group', targetGroup as Value)
    if (resolved.kind !== 'entity') continue
    const group = resolved.entity
    const before = found.get(group)
    if (before) {
      found.set(group, { ...before, standsBy: before.standsBy && idle })
      continue
    }
    const name = group.name ? displayValue(group.name) : group.address.name
    found.set(group, {
      role: roleOf(group, model),
      name,
      group,
      answer: findTarget(model, targetGroup),
      at,
      standsBy: idle,
    })
  }
  return [...found.values()]
}
