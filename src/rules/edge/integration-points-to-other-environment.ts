import { decidersOf, displayValue } from '../../model/deciders.ts'
import type { ApiTarget } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'
import { foreignWord } from '../deployment/foreign-words.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { isStagingOnly } from '../foreign-hosts.ts'
import { defineRule } from '../rule.ts'
import { hostsIn } from '../settings/hosts-in.ts'

interface Target extends ApiTarget {
  /** `GET /orders`; the integration where routes name it. */
  readonly of: string
}

const targetsIn = ({ entities }: EnvironmentModel): readonly Target[] => [
  ...entities['api-route'].flatMap(({ method, path, integration, exists }) =>
    integration && 'type' in integration && exists !== 'no'
      ? [{ ...integration, of: `${displayValue(method)} ${displayValue(path)}` }]
      : [],
  ),
  ...entities['api-integration'].flatMap(({ target, address, exists }) =>
    exists === 'no' ? [] : [{ ...target, of: address.name }],
  ),
]

/** An input that names the other environment is reported as that input. */
const isWrittenHere = ({ from }: Value): boolean => from.origins.length === 0

/** Behind production's API stands staging: requests are served from its data, or by nobody once it is gone. */
export const integrationPointsToOtherEnvironment = defineRule<{ of: string; target: string }>({
  id: 'integration-points-to-other-environment',
  patterns: ['AG06'],
  title: 'An integration of production’s API leads to the other environment',
  severity: 'error',

  message: ({ of, target }) => `requests that ${of} takes are sent to ${target}, which is the other environment's`,

  *check(context) {
    const { staging, production } = context
    const isForeign = isStagingOnly(context)
    const names = { production: production.name }
    for (const { of, uri, vpcLink } of targetsIn(production))
      for (const value of [uri, vpcLink]) {
        if (value === undefined) continue
        const subject = `integration ${of}`
        const evidence = valueEvidence(production, 'sent to', value)
        const host = hostsIn(value).find(isForeign)
        const word = isString(value) && isWrittenHere(value) ? foreignWord(value.value, names) : undefined
        if (host === undefined && word === undefined) {
          const rehearsed = targetsIn(staging).find(twin => twin.of === of && hostsIn(twin.uri).some(isForeign))
          if (value.kind !== 'unknown' || value.why.kind !== 'unset-input' || !rehearsed) continue
          const message = `whether ${of} sends requests to production cannot be told`
          yield { kind: 'undetermined', subject, message, evidence, decides: decidersOf(value) }
          continue
        }
        const twin = targetsIn(staging).find(each => each.of === of)
        yield {
          kind: 'finding',
          subject,
          data: { of, target: host ?? displayValue(value) },
          confidence: host === undefined ? 'likely' : 'proved',
          evidence: [...evidence, ...(twin ? [lineEvidence(staging, 'staging’s own', twin.at)] : [])],
          fix: { description: "send requests to production's own", at: decisiveLine(value) },
        }
      }
  },
})
