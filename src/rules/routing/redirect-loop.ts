import type { Action } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Address } from '../../model/value.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import { getsThrough } from '../../trace/request-pairs.ts'
import { edgeOf } from '../edge/lost-host.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { ruleAt, ruleEvidence, ruleTaken } from '../rules-taken.ts'
import { decidersAt, outcomeAt } from '../stage-outcome.ts'

const redirectAt = (model: EnvironmentModel, entity: Address | undefined): Action | undefined =>
  ruleAt(model, entity)?.actions.find(({ type }) => type === 'redirect')

/** A redirect leads to the address that was asked for (ELB guide, "Redirect actions": one of protocol, port, host and path must differ). */
export const redirectLoop = defineRule<{ url: string }>({
  id: 'redirect-loop',
  patterns: [],
  title: 'A redirect leads back to the address that was asked for',
  severity: 'error',

  message: ({ url }) => `browsers of ${url} are redirected without end: the redirect leads to the same address`,

  *check(context) {
    const { staging, production, traces } = context
    for (const pair of traces) {
      const outcome = outcomeAt(pair.production, 'action')
      // A loop through a distribution has a rule of its own.
      if (!getsThrough(pair.staging) || edgeOf(context, pair)) continue
      const { request } = pair.production
      const url = formatUrl(request)
      const subject = `requests to ${request.host}`
      const taken = ruleTaken(staging, pair.staging)
      const rehearsed = taken ? ruleEvidence(staging, 'takes it', taken) : []
      if (outcome.kind === 'undetermined') {
        const { entity, source } = outcome.hop
        const action = redirectAt(production, entity)
        if (!action || !source) continue
        const message = `whether the redirect of ${url} leads back to it cannot be told`
        const evidence = [lineEvidence(production, 'redirect', action.at), ...rehearsed]
        yield { kind: 'undetermined', subject, message, evidence, decides: decidersAt(outcome) }
        continue
      }
      if (outcome.kind !== 'fails' || outcome.failure.disposition.kind !== 'loop') continue
      const { hop } = outcome.failure
      const at = redirectAt(production, hop.entity)?.at ?? hop.source
      yield {
        kind: 'finding',
        subject,
        data: { url },
        confidence: 'proved',
        evidence: [...(at ? [lineEvidence(production, 'redirect', at, hop.detail)] : []), ...rehearsed],
        fix: at && { description: 'redirect to another host, path or port, or forward', at },
        traces: pair,
      }
    }
  },
})
