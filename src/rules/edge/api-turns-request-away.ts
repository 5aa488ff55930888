import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Evidence } from '../../model/finding.ts'
import { domainFor, mappingsOf } from '../../trace/api-routes.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import { decisiveLine, lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { decidersAt, type StageOutcome } from '../stage-outcome.ts'
import { apiRefusals, deadEndpoints } from './api-refusals.ts'

const line = (model: EnvironmentModel, outcome: StageOutcome): readonly Evidence[] => {
  const hop = outcome.kind === 'fails' ? outcome.failure.hop : outcome.kind === 'not-reached' ? undefined : outcome.hop
  return hop?.source ? [lineEvidence(model, hop.detail, hop.source)] : []
}

/** The base paths that a host's mappings have; none where it is no domain of API Gateway. */
const basePaths = (model: EnvironmentModel, host: string): readonly Evidence[] => {
  const domain = domainFor(model, host)
  return (domain ? mappingsOf(model, domain) : []).flatMap(({ path }) =>
    path ? valueEvidence(model, 'base path of a mapping', path) : [],
  )
}

/** API Gateway answers by itself where no mapping, stage or route is for a request (API Gateway guide, "Gateway response types"). */
export const apiTurnsRequestAway = defineRule<{ what: string; why: string; status: number | undefined }>({
  id: 'api-turns-request-away',
  patterns: ['AG01', 'AG02', 'AG03', 'CF02'],
  title: 'API Gateway turns requests away that it serves in staging',
  severity: 'error',

  message: ({ what, why, status }) => `${what} is answered with ${status ?? 'an error'} by API Gateway: ${why}`,

  *check(context) {
    const { staging, production } = context
    for (const { pair, staging: rehearsed, production: outcome } of apiRefusals(context)) {
      const { request } = pair.production
      const subject = `${request.method} ${request.path} of ${request.host}`
      const evidence = [
        ...basePaths(production, request.host),
        ...line(production, outcome),
        ...basePaths(staging, pair.staging.request.host),
        ...line(staging, rehearsed),
      ]
      const what = `${request.method} ${formatUrl(request)}`
      if (outcome.kind === 'undetermined') {
        const decides = decidersAt(outcome)
        const message = `whether API Gateway serves ${what} cannot be told: ${outcome.hop.detail}`
        if (decides.length > 0) yield { kind: 'undetermined', subject, message, evidence, decides }
        continue
      }
      const { hop, disposition } = outcome.failure
      yield {
        kind: 'finding',
        subject,
        data: { what, why: hop.detail, status: 'status' in disposition ? disposition.status : undefined },
        confidence: rehearsed.kind === 'passes' ? 'proved' : 'likely',
        evidence,
        fix: hop.source && { description: 'serve it as staging does', at: evidence[0]?.at ?? hop.source },
        traces: pair,
      }
    }
    for (const { app, key, value, api, staging: twin } of deadEndpoints(context))
      yield {
        kind: 'finding',
        subject: `${key} of ${app}`,
        data: {
          what: `${key} of ${app}`,
          why: `${api.address.name} has its own name turned off`,
          status: api.type === 'rest' ? 403 : 404,
        },
        confidence: 'proved',
        evidence: [
          ...valueEvidence(production, key, value),
          lineEvidence(production, 'its own name under execute-api is turned off', api.at),
          ...(twin ? valueEvidence(staging, key, twin) : []),
        ],
        fix: { description: "name the API's custom domain", at: decisiveLine(value) },
      }
  },
})
