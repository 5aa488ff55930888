import { counterpartInputs, likeliestInput } from '../counterpart-inputs.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { decidersAt, divergencesAt } from '../stage-outcome.ts'
import { listWith } from '../write-edit.ts'
import { hasOwnRule, leadsToStaging } from './wrong-target.ts'

/** A host that clients use has no record in production, while the host that plays its role in staging has one. */
export const dnsRecordMissing = defineRule<{ host: string; stagingHost: string; because: string }>({
  id: 'dns-record-missing',
  patterns: ['DNS01', 'DNS05'],
  title: 'A host has no DNS record in production',
  severity: 'error',

  message: ({ host, stagingHost, because }) =>
    `clients cannot resolve ${host}: ${because}; in staging ${stagingHost} resolves`,

  *check(context) {
    const { staging, production, traces } = context
    for (const divergence of divergencesAt(traces, 'dns')) {
      const { pair, production: outcome } = divergence
      const host = pair.production.request.host
      if (outcome.kind === 'undetermined' && hasOwnRule(context, host)) continue
      const subject = `host ${host}`
      const [record] = divergence.staging.kind === 'passes' ? divergence.staging.hop.values : []
      const rehearsed = record ? valueEvidence(staging, `record ${pair.staging.request.host}`, record) : []
      if (outcome.kind === 'undetermined') {
        const evidence = [
          ...rehearsed,
          ...(outcome.hop.source ? [lineEvidence(production, outcome.hop.detail, outcome.hop.source)] : []),
        ]
        yield {
          kind: 'undetermined',
          subject,
          message: `whether ${host} resolves in production cannot be told`,
          evidence,
          decides: decidersAt(outcome),
        }
        continue
      }
      if (leadsToStaging(context, host)) continue
      const { hop } = outcome.failure
      const input = record ? likeliestInput(counterpartInputs({ production }, record), host) : undefined
      const place = input?.at ?? hop.source
      yield {
        kind: 'finding',
        subject,
        data: { host, stagingHost: pair.staging.request.host, because: hop.detail },
        confidence: divergence.isRehearsed ? 'proved' : 'likely',
        evidence: [
          ...(place
            ? [lineEvidence(production, input ? `${input.origin.name} lacks ${host}` : `no record ${host}`, place)]
            : []),
          ...(hop.source && input ? [lineEvidence(production, `zone of ${host}`, hop.source)] : []),
          ...rehearsed,
        ],
        fix: place && {
          description: input
            ? `add ${host} to ${input.origin.name}`
            : `add an alias record ${host} for the load balancer`,
          at: place,
          ...listWith(input, host),
        },
        traces: pair,
      }
    }
  },
})
