import { displayValue } from '../../model/deciders.ts'
import type { ListenerRule } from '../../model/entity.ts'
import { describeCondition } from '../../trace/conditions.ts'
import { priorityOf, rulesOf } from '../../trace/routing.ts'
import { ruleContains } from '../../trace/rule-contains.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

const targetsOf = ({ actions }: ListenerRule): string =>
  JSON.stringify(
    actions.map(action =>
      action.type === 'forward' ? action.targets.map(({ targetGroup }) => displayValue(targetGroup)) : action.type,
    ),
  )

/** An earlier rule takes every request that a later one could take: the later one is dead. */
export const listenerRuleShadowed = defineRule<{ dead: string; by: string; isHarmless: boolean }>({
  id: 'listener-rule-shadowed',
  patterns: ['ALB06'],
  title: 'A listener rule can never be reached',
  severity: 'warning',

  message: ({ dead, by, isHarmless }) =>
    `${dead} is never reached: ${by} takes all its requests${isHarmless ? ', to the same target' : ''}`,

  *check({ production }) {
    for (const listener of production.entities.listener) {
      const rules = rulesOf(production, listener).flatMap(({ rule, belongs }) =>
        belongs === 'yes' && rule.exists === 'yes' && priorityOf(rule) !== undefined ? [rule] : [],
      )
      for (const [index, rule] of rules.entries()) {
        const earlier = rules
          .slice(0, index)
          .find(candidate => priorityOf(candidate) !== priorityOf(rule) && ruleContains(candidate, rule) === 'yes')
        if (!earlier) continue
        const conditions = rule.conditions.map(describeCondition).sort().join(', ')
        yield {
          kind: 'finding',
          subject: `rule for ${conditions || 'every request'}`,
          data: {
            dead: `rule ${priorityOf(rule)}`,
            by: `rule ${priorityOf(earlier)}`,
            isHarmless: targetsOf(earlier) === targetsOf(rule),
          },
          confidence: 'proved',
          evidence: [
            lineEvidence(production, 'never reached', rule.at, conditions),
            lineEvidence(production, 'takes its requests', earlier.at),
          ],
          fix: {
            description: `give it a lower number than ${priorityOf(earlier)}, or remove it`,
            at: rule.priority?.from.at ?? rule.at,
          },
        }
      }
    }
  },
})
