import { roleName } from '../../align/role-name.ts'
import { displayValue } from '../../model/deciders.ts'
import type { ListenerRule } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { priorityOf, rulesOf } from '../../trace/routing.ts'

export interface Clash {
  readonly port: string
  readonly rules: readonly [ListenerRule, ListenerRule]
  readonly role: string
}

export const rulesByListener = (model: EnvironmentModel) =>
  model.entities.listener.map(listener => ({
    port: displayValue(listener.port),
    rules: rulesOf(model, listener).flatMap(({ rule, belongs }) =>
      belongs === 'yes' && rule.exists === 'yes' ? [rule] : [],
    ),
  }))

export const clashesIn = (model: EnvironmentModel): readonly Clash[] =>
  rulesByListener(model).flatMap(({ port, rules }) =>
    rules.flatMap((rule, index): readonly Clash[] => {
      const before = rules[index - 1]
      if (!before || priorityOf(rule) === undefined || priorityOf(rule) !== priorityOf(before)) return []
      const role = [before, rule].map(({ address }) => roleName(address.name, model.name)).join(' ')
      return [{ port, rules: [before, rule], role }]
    }),
  )
