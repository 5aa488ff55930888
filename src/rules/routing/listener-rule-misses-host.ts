import { formatUrl } from '../../trace/parse-request.ts'
import { counterpartInputs, likeliestInput } from '../counterpart-inputs.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule, type RuleContext, type RuleOutcome } from '../rule.ts'
import { conditionEvidence, conditionValues, isRefused, ruleAt, ruleTaken, wantedBy } from '../rules-taken.ts'
import { decidersAt, divergencesAt } from '../stage-outcome.ts'
import { listWith } from '../write-edit.ts'
import { oneForEachSubject } from './one-subject.ts'
import { hasOtherCause } from './other-cause.ts'
import { isContested } from './unnumbered-rules.ts'

type Missed = Readonly<Record<'url' | 'inStaging' | 'answer', string>>

/** Requests that a listener rule routes in staging match none in production and get the default action's refusal. */
export const listenerRuleMissesHost = defineRule<Missed>({
  id: 'listener-rule-misses-host',
  patterns: ['ALB01', 'ALB02', 'ALB08', 'ALB15', 'ALB17', 'ALB25'],
  title: 'No listener rule routes a request that one routes in staging',
  severity: 'error',

  message: ({ url, inStaging, answer }) =>
    `no listener rule takes ${url}: clients see ${answer}; in staging ${inStaging}`,

  check: context => oneForEachSubject(missedRequests(context)),
})

function* missedRequests(context: RuleContext): Iterable<RuleOutcome<Missed>> {
  const { staging, production, traces } = context
  for (const divergence of divergencesAt(traces, 'route')) {
    const { pair, production: outcome } = divergence
    const { host } = pair.production.request
    const url = formatUrl(pair.production.request)
    if (isRefused(pair.staging) || hasOtherCause(context, pair)) continue
    const taken = ruleTaken(staging, pair.staging)
    const conditions = taken ? conditionValues(taken, 'host-header') : []
    const rehearsed = conditionEvidence(staging, 'host condition of the rule that takes it', taken, 'host-header')
    const input = likeliestInput(
      conditions.flatMap(value => counterpartInputs(context, value)),
      host,
    )
    const subject = `requests to ${host} for ${wantedBy(staging, pair.staging.service, taken)}`
    if (outcome.kind === 'undetermined') {
      const { source, detail, entity } = outcome.hop
      if (isContested(production, ruleAt(production, entity))) continue
      const evidence = [...(source ? [lineEvidence(production, detail, source)] : []), ...rehearsed]
      const message = `which rule takes ${url} in production cannot be told`
      yield { kind: 'undetermined', subject, message, evidence, decides: decidersAt(outcome) }
      continue
    }
    const { failure } = outcome
    if (failure.disposition.kind !== 'answered') continue
    const { status, body } = failure.disposition
    const { nearestMiss } = pair.production
    const place = input?.at ?? nearestMiss?.conditionAt ?? failure.hop.source
    yield {
      kind: 'finding',
      subject,
      data: {
        url,
        inStaging: pair.staging.hops.find(({ stage }) => stage === 'route')?.detail ?? 'one does',
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
        description: input ? `add ${host} to ${input.origin.name}` : `let a rule take ${url}`,
        at: place,
        ...listWith(input, host),
      },
      traces: pair,
    }
  }
}
