import { displayValue } from '../../model/deciders.ts'
import { selects } from '../../model/selection.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { ruleTaken } from '../rules-taken.ts'
import { outcomeAt } from '../stage-outcome.ts'
import { distributionName } from './distribution-name.ts'
import { edgeOf, lostHostOf } from './lost-host.ts'
import { patternOf } from './paired-behaviors.ts'

/** The managed policy that forwards everything the viewer sent (CloudFront guide, "Use managed origin request policies"). */
const allViewer = '216adef6-5c7f-47e4-b989-5492eafa07d3'

/** CloudFront puts the origin's name into Host unless a policy forwards the viewer's: rules and certificates for the viewer's host never match. */
export const hostHeaderLostAtEdge = defineRule<{ host: string; origin: string; sees: string }>({
  id: 'host-header-lost-at-edge',
  patterns: ['CF01', 'TLS13'],
  title: 'CloudFront replaces the Host header that listener rules need',
  severity: 'error',

  message: ({ host, origin, sees }) =>
    `CloudFront sends Host "${origin}" instead of "${host}" to its origin: clients see ${sees}`,

  *check(context) {
    const { staging, production, traces } = context
    for (const pair of traces) {
      const staged = outcomeAt(pair.staging, 'route')
      if (staged.kind !== 'passes') continue
      const { host } = pair.production.request
      const taken = ruleTaken(staging, pair.staging)
      const rehearsed = taken ? [lineEvidence(staging, 'takes it by its host', taken.at)] : []
      const edge = edgeOf(context, pair)
      if (!edge) continue
      const pattern = patternOf(edge.behavior)
      const subject = `behaviour ${pattern} of the distribution of ${distributionName(edge.distribution, production.name)}`
      if (selects(edge.behavior.forwards.headers, 'host') === 'undetermined') {
        yield {
          kind: 'undetermined',
          subject,
          message: `whether CloudFront forwards Host ${host} to its origin cannot be told`,
          evidence: [lineEvidence(production, `behaviour ${pattern}`, edge.behavior.at), ...rehearsed],
          decides: [{ names: `origin request policy of behaviour ${pattern}`, at: edge.behavior.at }],
        }
        continue
      }
      if (!lostHostOf(context, pair)) continue
      const { status, error } = pair.production.clientSees
      yield {
        kind: 'finding',
        subject,
        data: {
          host,
          origin: displayValue(edge.origin.domainName),
          sees: error ?? `${status} for ${formatUrl(pair.production.request)}`,
        },
        confidence: 'proved',
        evidence: [
          lineEvidence(production, `behaviour ${pattern} forwards no Host`, edge.behavior.at),
          ...valueEvidence(production, 'Host that the origin sees', edge.origin.domainName),
          ...rehearsed,
        ],
        fix: {
          description: 'give the behaviour an origin request policy that forwards Host (Managed-AllViewer)',
          at: edge.behavior.at,
          text: edge.behavior.at.file.endsWith('.tf')
            ? `origin_request_policy_id = "${allViewer}"`
            : `OriginRequestPolicyId: ${allViewer}`,
        },
        traces: pair,
      }
    }
  },
})
