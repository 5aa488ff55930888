import { decidersOf, displayValue } from '../../model/deciders.ts'
import { openValues } from '../../trace/conditions.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { askedFor } from '../rules-taken.ts'
import { contestsOn } from './unnumbered-rules.ts'

/** Rules without a number get the next free one when they are created: which of them comes first depends on the history of each environment. */
export const implicitRulePriority = defineRule<{ one: string; other: string; port: string }>({
  id: 'implicit-rule-priority',
  patterns: ['ALB04'],
  title: 'Listener rules that take the same requests have no priority',
  severity: 'warning',

  message: ({ one, other, port }) =>
    `two rules on port ${port} have no priority and share requests (${one}; ${other}): the one that was created first takes them`,

  *check({ production }) {
    for (const listener of production.entities.listener) {
      const port = displayValue(listener.port)
      for (const { rules, share } of contestsOn(production, listener)) {
        const [one = '', other = ''] = rules.map(askedFor).sort()
        const subject = `rules for ${one} and ${other} on port ${port}`
        const evidence = rules.map(rule => lineEvidence(production, 'has no priority', rule.at, askedFor(rule)))
        if (share === 'undetermined') {
          const decides = rules.flatMap(({ conditions }) => conditions.flatMap(openValues)).flatMap(decidersOf)
          const message = `whether two rules without priority on port ${port} share requests cannot be told`
          if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
          continue
        }
        const description = 'give each rule a priority, the narrower one the lower number'
        const fix = { description, at: rules[1].at }
        yield { kind: 'finding', subject, data: { one, other, port }, confidence: 'proved', evidence, fix }
      }
    }
  },
})
