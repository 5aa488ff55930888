import { roleName } from '../../align/role-name.ts'
import { displayValue } from '../../model/deciders.ts'
import type { Listener, ListenerRule } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Truth } from '../../model/truth.ts'
import { priorityOf, rulesOf } from '../../trace/routing.ts'
import { routingDecisions } from '../../trace/routing-decisions.ts'
import { ruleContains } from '../../trace/rule-contains.ts'

/** What a rule does, wherever it is written. */
const targetsOf = ({ actions }: ListenerRule): string =>
  JSON.stringify(
    actions.map(action =>
      action.type === 'forward' ? action.targets.map(({ targetGroup }) => displayValue(targetGroup)) : action,
    ),
    (key, part: unknown) => (key === 'at' || key === 'from' ? undefined : part),
  )

/** A rule behind others. */
export interface Shadow {
  readonly rule: ListenerRule
  /** The first of the rules that take its requests. */
  readonly by: ListenerRule
  /** Others without which it would be reached. */
  readonly and: readonly ListenerRule[]
  readonly isDead: Truth
  /** Same in both environments for rules of the same roles. */
  readonly role: string
}

/** Of each rule that is never reached, the earlier ones that take its requests together; of equal numbers only one is deployed, so they say nothing. */
const takenTogether = (rules: readonly ListenerRule[]): ReadonlyMap<ListenerRule, readonly ListenerRule[]> =>
  new Map(
    routingDecisions(rules).flatMap(({ rule, isReached, blockedBy }) =>
      rule &&
      isReached === 'no' &&
      blockedBy.length > 1 &&
      blockedBy.every(other => priorityOf(other) !== priorityOf(rule))
        ? [[rule, blockedBy] as const]
        : [],
    ),
  )

/**
 * Rules behind an earlier one, or behind several together, that take all of their requests, or perhaps all, and do something else with any of
 * them.
 */
export const shadowsOn = (model: EnvironmentModel, listener: Listener): readonly Shadow[] => {
  const rules = rulesOf(model, listener).flatMap(({ rule, belongs }) =>
    belongs === 'yes' && rule.exists === 'yes' && priorityOf(rule) !== undefined ? [rule] : [],
  )
  const together = takenTogether(rules)
  return rules.flatMap((rule, index): readonly Shadow[] => {
    const candidates = rules.slice(0, index).filter(other => priorityOf(other) !== priorityOf(rule))
    const judged = candidates.map(by => ({ by, isDead: ruleContains(by, rule) }))
    const alone = judged.find(({ isDead }) => isDead === 'yes')
    const several = together.get(rule)
    const shadow = (by: readonly ListenerRule[], isDead: Truth): readonly Shadow[] => {
      const [first, ...and] = by
      if (!first || by.every(other => targetsOf(other) === targetsOf(rule))) return []
      const role = [rule, ...by].map(({ address }) => roleName(address.name, model.name)).join(' ')
      return [{ rule, by: first, and, isDead, role }]
    }
    if (alone) return shadow([alone.by], 'yes')
    if (several) return shadow(several, 'yes')
    const perhaps = judged.find(({ isDead }) => isDead === 'undetermined')
    return perhaps ? shadow([perhaps.by], 'undetermined') : []
  })
}
