import type { Distribution } from '../../model/entity.ts'
import { sameAddress } from '../../model/value.ts'
import { matchPatterns } from '../../trace/match-value.ts'
import { counterpartInputs, likeliestInput } from '../counterpart-inputs.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { decidersAt, divergencesAt } from '../stage-outcome.ts'
import { listWith } from '../write-edit.ts'

/** A record leads to a distribution that does not list the name (CloudFront guide, "Alternate domain names"). */
export const distributionAliasMissing = defineRule<{ host: string; stagingHost: string }>({
  id: 'distribution-alias-missing',
  patterns: ['DNS14'],
  title: 'A distribution does not list a host that points at it',
  severity: 'error',

  message: ({ host, stagingHost }) =>
    `clients of ${host} get 403 from CloudFront: it is not among the distribution's aliases; in staging ${stagingHost} is`,

  *check(context) {
    const { staging, production, traces } = context
    for (const divergence of divergencesAt(traces, 'edge')) {
      const { pair, production: outcome } = divergence
      const [one, other] = [pair.staging.request.host, pair.production.request.host]
      const hop = outcome.kind === 'fails' ? outcome.failure.hop : outcome.hop
      const find = (entities: readonly Distribution[], at: typeof hop.entity) =>
        entities.find(({ address }) => at && sameAddress(address, at))
      const distribution = find(production.entities.distribution, hop.entity)
      if (!distribution) continue
      const twin =
        divergence.staging.kind === 'passes'
          ? find(staging.entities.distribution, divergence.staging.hop.entity)
          : undefined
      const rehearsed = twin && !('unknown' in twin.aliases) ? twin.aliases : []
      const subject = `host ${other}`
      if (outcome.kind === 'undetermined') {
        if (!('unknown' in distribution.aliases) && distribution.aliases.every(({ kind }) => kind === 'known')) continue
        yield {
          kind: 'undetermined',
          subject,
          message: `whether the distribution lists ${other} cannot be told`,
          evidence: [
            lineEvidence(production, 'distribution', distribution.at),
            ...rehearsed.flatMap(value => valueEvidence(staging, 'alias', value)),
          ],
          decides: decidersAt(outcome),
        }
        continue
      }
      if (matchPatterns(distribution.aliases, other, { ignoreCase: true }) !== 'no') continue
      const input = likeliestInput(
        rehearsed.flatMap(value => counterpartInputs(context, value)),
        other,
      )
      const listed = 'unknown' in distribution.aliases ? [] : distribution.aliases
      yield {
        kind: 'finding',
        subject,
        data: { host: other, stagingHost: one },
        confidence: 'proved',
        evidence: [
          ...(input ? [lineEvidence(production, `${input.origin.name} lacks ${other}`, input.at)] : []),
          ...listed.flatMap(value => valueEvidence(production, 'alias', value)),
          lineEvidence(production, 'distribution', distribution.at),
          ...rehearsed.flatMap(value => valueEvidence(staging, 'alias', value)),
        ],
        fix: {
          description: `add ${other} to ${input ? input.origin.name : "the distribution's aliases"}`,
          at: input?.at ?? (listed[0] ? decisiveLine(listed[0]) : distribution.at),
          ...listWith(input, other),
        },
        traces: pair,
      }
    }
  },
})
