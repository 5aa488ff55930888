import { roleName } from '../../align/role-name.ts'
import { displayValue } from '../../model/deciders.ts'
import type { Listener, ListenerRule } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Truth } from '../../model/truth.ts'
import { priorityOf, rulesOf } from '../../trace/routing.ts'
import { ruleContains } from '../../trace/rule-contains.ts'

/** What a rule does, wherever it is written. */
const targetsOf = ({ actions }: ListenerRule): string =>
  JSON.stringify(
    actions.map(action =>
      action.type === 'forward' ? action.targets.map(({ targetGroup }) => displayValue(targetGroup)) : action,
    ),
    (key, part: unknown) => (key === 'at' || key === 'from' ? undefined : part),
  )

/** A rule behind another. */
export interface Shadow {
  readonly rule: ListenerRule
  readonly by: ListenerRule
  readonly isDead: Truth
  /** Same in both environments for rules of the same roles. */
  readonly role: string
}

/** Rules behind an earlier one that takes all, or perhaps all, of their requests and does something else with them. */
export const shadowsOn = (model: EnvironmentModel, listener: Listener): readonly Shadow[] => {
  const rules = rulesOf(model, listener).flatMap(({ rule, belongs }) =>
    belongs === 'yes' && rule.exists === 'yes' && priorityOf(rule) !== undefined ? [rule] : [],
  )
  return rules.flatMap((rule, index) => {
    const candidates = rules.slice(0, index).filter(other => priorityOf(other) !== priorityOf(rule))
    const judged = candidates.map(by => ({ by, isDead: ruleContains(by, rule) }))
    const found =
      judged.find(({ isDead }) => isDead === 'yes') ?? judged.find(({ isDead }) => isDead === 'undetermined')
    if (!found || targetsOf(found.by) === targetsOf(rule)) return []
    const role = [rule, found.by].map(({ address }) => roleName(address.name, model.name)).join(' ')
    return [{ rule, ...found, role }]
  })
}
