import { counterpartOf } from '../../align/correspondence.ts'
import { decidersOf } from '../../model/deciders.ts'
import type { ListenerRule } from '../../model/entity.ts'
import { openValues } from '../../trace/conditions.ts'
import { priorityOf } from '../../trace/routing.ts'
import { defineRule, type RuleContext } from '../rule.ts'
import { askedFor, priorityLine, ruleEvidence, ruleTaken } from '../rules-taken.ts'
import { rulesToService } from './rules-to-service.ts'
import { shadowsOn } from './shadowed-rules.ts'

/** A request that one rule takes and the other should: it is reported by itself. */
const isShown = ({ production, correspondence, traces }: RuleContext, rule: ListenerRule, by: ListenerRule): boolean =>
  traces.some(pair => {
    const wanted = pair.staging.service && counterpartOf(correspondence, pair.staging.service)
    return wanted && ruleTaken(production, pair.production) === by && rulesToService(production, wanted).includes(rule)
  })

/** Earlier rules, one or several together, take every request that a later one could take: the later one is dead. */
export const listenerRuleShadowed = defineRule<{ dead: string; by: readonly number[] }>({
  id: 'listener-rule-shadowed',
  patterns: ['ALB06'],
  title: 'A listener rule can never be reached',
  severity: 'warning',

  message: ({ dead, by }) =>
    by.length === 1
      ? `${dead} is never reached: rule ${by[0]} comes first and takes all its requests`
      : `${dead} is never reached: rules ${by.join(', ')} come first and together take all its requests`,

  *check(context) {
    const { staging, production } = context
    const shadows = production.entities.listener.flatMap(listener => shadowsOn(production, listener))
    if (shadows.length === 0) return
    const inStaging = new Set(
      staging.entities.listener.flatMap(listener => shadowsOn(staging, listener)).map(({ role }) => role),
    )
    for (const { rule, by, and, isDead, role } of shadows) {
      if (inStaging.has(role) || [by, ...and].some(other => isShown(context, rule, other))) continue
      const subject = `rule for ${askedFor(rule)}`
      const evidence = [
        ...[by, ...and].flatMap(other => ruleEvidence(production, 'comes first', other)),
        ...ruleEvidence(production, 'never reached', rule),
      ]
      if (isDead === 'undetermined') {
        const decides = by.conditions.flatMap(openValues).flatMap(decidersOf)
        const message = `whether rule ${priorityOf(by)} leaves rule ${priorityOf(rule)} any request cannot be told`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
        continue
      }
      yield {
        kind: 'finding',
        subject,
        data: { dead: `rule ${priorityOf(rule)}`, by: [by, ...and].flatMap(other => priorityOf(other) ?? []) },
        confidence: 'proved',
        evidence,
        fix: {
          description: `give rule ${priorityOf(rule)} a lower number than ${priorityOf(by)}, or remove it`,
          at: priorityLine(rule),
        },
      }
    }
  },
})
