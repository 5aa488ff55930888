import { decidersOf, displayValue } from '../../model/deciders.ts'
import { isNull } from '../../model/value.ts'
import { priorityOf } from '../../trace/routing.ts'
import { decisiveLine, lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { askedFor, priorityLine, ruleEvidence } from '../rules-taken.ts'
import { clashesIn, rulesByListener } from './clashing-rules.ts'

/** Two rules of one listener have the same priority: the second cannot be created (ELB API, PriorityInUse). */
export const listenerRuleDuplicatePriority = defineRule<{ priority: string; port: string }>({
  id: 'listener-rule-duplicate-priority',
  patterns: ['ALB05'],
  title: 'Two listener rules have the same priority',
  severity: 'error',

  message: ({ priority, port }) =>
    `two rules on port ${port} have priority ${priority}: the second is refused with PriorityInUse, and its requests get the default action`,

  *check({ staging, production }) {
    const inStaging = new Set(clashesIn(staging).map(({ role }) => role))
    for (const { port, rules, role } of clashesIn(production)) {
      if (inStaging.has(role)) continue
      const [, second] = rules
      const priority = String(priorityOf(second))
      yield {
        kind: 'finding',
        subject: `rules on port ${port} for ${rules.map(askedFor).sort().join(' and ')}`,
        data: { priority, port },
        confidence: 'proved',
        evidence: rules.flatMap(rule => ruleEvidence(production, 'same priority', rule)),
        fix: {
          description: 'give one of the two another priority',
          at: priorityLine(second),
        },
      }
    }
    const known = new Set(staging.entities['listener-rule'].flatMap(rule => priorityOf(rule) ?? []))
    for (const { port, rules } of rulesByListener(production)) {
      for (const { priority, at } of rules) {
        if (!priority || isNull(priority) || rules.length < 2 || known.size === 0) continue
        const decides = decidersOf(priority)
        if (decides.length === 0) continue
        yield {
          kind: 'undetermined',
          subject: `priority ${displayValue(priority)} on port ${port}`,
          message: `whether another rule on port ${port} has the priority ${displayValue(priority)} cannot be told`,
          evidence: [
            lineEvidence(production, 'priority', decisiveLine(priority)),
            lineEvidence(production, 'rule', at),
          ],
          decides,
        }
      }
    }
  },
})
