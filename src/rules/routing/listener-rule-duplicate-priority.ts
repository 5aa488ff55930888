import { displayValue } from '../../model/deciders.ts'
import type { ListenerRule } from '../../model/entity.ts'
import { priorityOf, rulesOf } from '../../trace/routing.ts'
import { decisiveLine, lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'

/** Two rules of one listener have the same priority: the second cannot be created (PriorityInUse). */
export const listenerRuleDuplicatePriority = defineRule<{ priority: number; environment: string }>({
  id: 'listener-rule-duplicate-priority',
  patterns: ['ALB05'],
  title: 'Two listener rules have the same priority',
  severity: 'error',

  message: ({ priority, environment }) =>
    `two rules of one listener have priority ${priority} in ${environment}: deployment fails with PriorityInUse`,

  *check({ staging, production }) {
    for (const model of [production, staging]) {
      for (const listener of model.entities.listener) {
        const byPriority = new Map<number, ListenerRule>()
        for (const { rule, belongs } of rulesOf(model, listener)) {
          const priority = priorityOf(rule)
          if (priority === undefined || belongs !== 'yes' || rule.exists !== 'yes') continue
          const earlier = byPriority.get(priority)
          byPriority.set(priority, rule)
          if (!earlier) continue
          const places = [earlier, rule].map(({ priority: value, at }) => (value ? decisiveLine(value) : at))
          yield {
            kind: 'finding',
            subject: `priority ${priority} on port ${displayValue(listener.port)} in ${model.name}`,
            data: { priority, environment: model.name },
            confidence: 'proved',
            evidence: places.map(at => lineEvidence(model, 'priority', at, String(priority))),
            fix: { description: 'give one of the two another priority', at: places[1] ?? rule.at },
          }
        }
      }
    }
  },
})
