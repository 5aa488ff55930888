import { roleName } from '../../align/role-name.ts'
import { displayValue } from '../../model/deciders.ts'
import type { Action, TargetGroup } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'
import { findTarget, sharingGroups, type TargetAnswer } from '../../trace/target.ts'

/** A target group that gets requests, and who is behind it. */
export interface Forwarded {
  readonly role: string
  readonly name: string
  readonly group: TargetGroup
  readonly answer: TargetAnswer
  readonly at: Action['at']
}

const roleOf = (group: TargetGroup, { name }: EnvironmentModel): string =>
  roleName(isString(group.name) ? group.name.value : group.address.name, name)

/** Every target group that a rule or a default action forwards to, each once. */
export const forwardedGroups = (model: EnvironmentModel): readonly Forwarded[] => {
  const actions = [
    ...model.entities['listener-rule'].filter(({ exists }) => exists === 'yes').flatMap(rule => rule.actions),
    ...model.entities.listener.flatMap(listener => listener.defaultActions),
  ]
  const forwards = actions.flatMap(action =>
    action.type === 'forward' ? sharingGroups(action).map(({ targetGroup }) => ({ targetGroup, at: action.at })) : [],
  )
  const found = new Map<TargetGroup, Forwarded>()
  for (const { targetGroup, at } of forwards) {
    const resolved = resolveEntity(model, 'target-group', targetGroup as Value)
    if (resolved.kind !== 'entity' || found.has(resolved.entity)) continue
    const group = resolved.entity
    const name = group.name ? displayValue(group.name) : group.address.name
    found.set(group, { role: roleOf(group, model), name, group, answer: findTarget(model, targetGroup), at })
  }
  return [...found.values()]
}
