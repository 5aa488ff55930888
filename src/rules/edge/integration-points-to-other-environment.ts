import { wordsOf } from '../../align/role-name.ts'
import { decidersOf, displayValue } from '../../model/deciders.ts'
import { environmentRole } from '../../model/environment-names.ts'
import { isString } from '../../model/value.ts'
import { foreignWord } from '../deployment/foreign-words.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { isStagingOnly } from '../foreign-hosts.ts'
import { defineRule, type RuleContext } from '../rule.ts'
import { hostsIn } from '../settings/hosts-in.ts'
import { type IntegrationTarget, integrationTargets } from './integration-targets.ts'
import { byLine, isWrittenHere, type Led } from './led-targets.ts'

/** `${stageVariables.backend}` says nothing of an environment: what it stands for does. */
const withoutVariables = (text: string): string => text.replaceAll(/\$\{[^}]*\}/g, '')

/** Whether a target is staging's by its name: a name of it, or nothing but the word for it where a variable stands for a part. */
const namesStaging = ({ staging, production }: RuleContext, { value, isVariable }: IntegrationTarget): boolean => {
  if (!isString(value) || !isWrittenHere(value)) return false
  const text = withoutVariables(value.value)
  if (foreignWord(text, { production: production.name }) !== undefined) return true
  const role = environmentRole(text)
  const isWord = isVariable && wordsOf(text).length === 1 && role !== undefined
  return isWord && role === environmentRole(staging.name) && role !== environmentRole(production.name)
}

/** Behind production's API stands staging: requests are served from its data, or by nobody once it is gone. */
export const integrationPointsToOtherEnvironment = defineRule<{ of: string; others: number; target: string }>({
  id: 'integration-points-to-other-environment',
  patterns: ['AG06'],
  title: 'An integration of production’s API leads to the other environment',
  severity: 'error',

  message: ({ of, others, target }) =>
    `requests that ${of} takes${others > 0 ? ` (and ${others} more)` : ''} are sent to ${target}, which is the other environment's`,

  *check(context) {
    const { staging, production } = context
    const isForeign = isStagingOnly(context)
    const theirs = integrationTargets(staging)
    const led: Led[] = []
    for (const target of integrationTargets(production)) {
      const { subject, of, value } = target
      const host = hostsIn(value).find(isForeign)
      if (host !== undefined || namesStaging(context, target)) {
        led.push({ ...target, host })
        continue
      }
      const rehearsed = theirs.some(twin => twin.subject === subject && hostsIn(twin.value).some(isForeign))
      if (value.kind !== 'unknown' || value.why.kind !== 'unset-input' || !rehearsed) continue
      const message = `whether ${of} sends requests to production cannot be told`
      const evidence = valueEvidence(production, 'sent to', value)
      yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(value) }
    }
    for (const alike of byLine(led)) {
      const [{ subject, of, value, host }] = alike
      const twin = theirs.find(each => each.subject === subject)
      yield {
        kind: 'finding',
        subject,
        data: { of, others: alike.length - 1, target: host ?? displayValue(value) },
        confidence: host === undefined ? 'likely' : 'proved',
        evidence: [
          ...alike.slice(0, 3).flatMap(each => valueEvidence(production, 'sent to', each.value)),
          ...(twin ? [lineEvidence(staging, 'staging’s own', twin.value.from.at)] : []),
        ],
        fix: { description: "send requests to production's own", at: decisiveLine(value) },
      }
    }
  },
})
