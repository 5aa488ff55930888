import { formatUrl } from '../../trace/parse-request.ts'
import { counterpartInputs, likeliestInput, lineEvidence, listWith, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { conditionValues, ruleTaken } from '../rules-taken.ts'
import { decidersAt, divergencesAt } from '../stage-outcome.ts'

/** Requests that a listener rule routes in staging match none in production and get the default action's refusal. */
export const listenerRuleMissesHost = defineRule<{ url: string; stagingRule: string; answer: string }>({
  id: 'listener-rule-misses-host',
  patterns: ['ALB01', 'ALB02', 'ALB07', 'ALB08'],
  title: 'No listener rule routes a request that one routes in staging',
  severity: 'error',

  message: ({ url, stagingRule, answer }) =>
    `no listener rule takes ${url}: clients see ${answer}; in staging ${stagingRule}`,

  *check({ staging, production, traces }) {
    for (const divergence of divergencesAt(traces, 'route')) {
      const { pair, production: outcome } = divergence
      const { host } = pair.production.request
      const taken = ruleTaken(staging, pair.staging)
      const subject = `requests to ${host}`
      const conditions = taken ? conditionValues(taken, 'host-header') : []
      const rehearsed = conditions
        .slice(0, 2)
        .flatMap(value => valueEvidence(staging, 'host condition of the rule that takes it', value))
      if (outcome.kind === 'undetermined') {
        const evidence = [
          ...(outcome.hop.source ? [lineEvidence(production, outcome.hop.detail, outcome.hop.source)] : []),
          ...rehearsed,
        ]
        yield {
          kind: 'undetermined',
          subject,
          message: `which rule takes ${formatUrl(pair.production.request)} in production cannot be told`,
          evidence,
          decides: decidersAt(outcome),
        }
        continue
      }
      const { failure } = outcome
      if (failure.disposition.kind !== 'answered') continue
      const { status, body } = failure.disposition
      const input = likeliestInput(
        conditions.flatMap(value => counterpartInputs(production, value)),
        host,
      )
      const { nearestMiss } = pair.production
      const place = input?.at ?? nearestMiss?.conditionAt ?? failure.hop.source
      yield {
        kind: 'finding',
        subject,
        data: {
          url: formatUrl(pair.production.request),
          stagingRule: pair.staging.hops.find(({ stage }) => stage === 'route')?.detail ?? 'one does',
          answer: `${status}${body ? ` "${body}"` : ''}`,
        },
        confidence: divergence.isRehearsed ? 'proved' : 'likely',
        evidence: [
          ...(input ? [lineEvidence(production, `${input.origin.name} lacks ${host}`, input.at)] : []),
          ...(nearestMiss
            ? [lineEvidence(production, 'nearest rule, fails only on', nearestMiss.conditionAt, nearestMiss.condition)]
            : []),
          ...(failure.hop.source ? [lineEvidence(production, 'default action', failure.hop.source, `${status}`)] : []),
          ...rehearsed,
        ],
        fix: place && {
          description: input ? `add ${host} to ${input.origin.name}` : `add ${host} to the rule's host condition`,
          at: place,
          ...(input && listWith(input, host) !== undefined ? { text: listWith(input, host) as string } : {}),
        },
        traces: pair,
      }
    }
  },
})
