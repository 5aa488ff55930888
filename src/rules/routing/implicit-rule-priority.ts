import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { Listener, ListenerRule } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { every, some, type Truth } from '../../model/truth.ts'
import { isNull } from '../../model/value.ts'
import { describeCondition, matchCondition, openValues } from '../../trace/conditions.ts'
import { rulesOf } from '../../trace/routing.ts'
import { witnessesOf } from '../../trace/witness.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { conditionValues } from '../rules-taken.ts'

const unnumbered = (model: EnvironmentModel, listener: Listener): readonly ListenerRule[] =>
  rulesOf(model, listener).flatMap(({ rule, belongs }) =>
    belongs === 'yes' && rule.exists === 'yes' && (!rule.priority || isNull(rule.priority)) ? [rule] : [],
  )

/** A host for each host pattern of a rule; any host where it has none. */
const hostsOf = (rule: ListenerRule): readonly string[] => {
  const hosts = conditionValues(rule, 'host-header')
    .filter(({ kind }) => kind === 'known')
    .map(displayValue)
  return hosts.length > 0 ? hosts.map(host => host.replaceAll('*', 'x').replaceAll('?', 'x')) : ['x.example']
}

/** Whether some request meets the conditions of both rules, as far as requests made for either show. */
const overlap = (one: ListenerRule, other: ListenerRule): Truth =>
  some(
    [one, other].flatMap(rule =>
      [...hostsOf(one), ...hostsOf(other)].flatMap(host =>
        witnessesOf(rule, host).map(request =>
          every([...one.conditions, ...other.conditions].map(condition => matchCondition(condition, request))),
        ),
      ),
    ),
  )

const describe = (rule: ListenerRule): string =>
  rule.conditions.map(describeCondition).sort().join(', ') || 'every request'

/** Rules without a number get the next free one when they are created: which of them comes first depends on the history of each environment. */
export const implicitRulePriority = defineRule<{ one: string; other: string; port: string }>({
  id: 'implicit-rule-priority',
  patterns: ['ALB04'],
  title: 'Listener rules that take the same requests have no priority',
  severity: 'warning',

  message: ({ one, other, port }) =>
    `two rules on port ${port} have no priority and share requests (${one}; ${other}): which comes first depends on the order of creation`,

  *check({ production }) {
    for (const listener of production.entities.listener) {
      const port = displayValue(listener.port)
      const rules = unnumbered(production, listener)
      for (const [index, rule] of rules.entries()) {
        for (const other of rules.slice(0, index)) {
          const truth = overlap(other, rule)
          if (truth === 'no') continue
          const [first, second] = [other, rule].map(describe).sort() as [string, string]
          const subject = `rules for ${first} and ${second} on port ${port}`
          const evidence = [other, rule].map(({ at, conditions }) =>
            lineEvidence(production, 'has no priority', at, conditions.map(describeCondition).join(', ')),
          )
          if (truth === 'undetermined') {
            const decides = [...other.conditions, ...rule.conditions].flatMap(openValues).flatMap(decidersOf)
            const message = `whether two rules without priority on port ${port} share requests cannot be told`
            if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
            continue
          }
          const fix = { description: 'give each rule a priority, the narrower one the lower number', at: rule.at }
          const data = { one: first, other: second, port }
          yield { kind: 'finding', subject, data, confidence: 'proved', evidence, fix }
        }
      }
    }
  },
})
