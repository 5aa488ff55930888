import { counterpartOf } from '../../align/correspondence.ts'
import type { ListenerRule } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Address } from '../../model/value.ts'
import { addressKey, sameAddress } from '../../model/value.ts'
import { matchCondition } from '../../trace/conditions.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import { getsThrough } from '../../trace/request-pairs.ts'
import { priorityOf } from '../../trace/routing.ts'
import { findTarget } from '../../trace/target.ts'
import { lineEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { ruleTaken } from '../rules-taken.ts'

/** The rules that lead to a service, through any of their forward actions. */
const rulesTo = (model: EnvironmentModel, service: Address): readonly ListenerRule[] =>
  model.entities['listener-rule'].filter(rule =>
    rule.actions.some(
      action =>
        action.type === 'forward' &&
        action.targets.some(({ targetGroup }) => {
          const target = findTarget(model, targetGroup)
          return (
            target.kind !== 'undetermined' &&
            target.service !== undefined &&
            sameAddress(target.service.address, service)
          )
        }),
    ),
  )

/** A request that one service answers in staging is answered by another rule in production, which comes first there. */
export const listenerRuleOrder = defineRule<{ url: string; taken: string; wanted: string; isOrder: boolean }>({
  id: 'listener-rule-order',
  patterns: ['ALB03', 'ALB09'],
  title: 'Another listener rule takes the request in production',
  severity: 'error',

  message: ({ url, taken, wanted, isOrder }) =>
    isOrder ? `${taken} takes ${url} before ${wanted} can` : `${taken} takes ${url}; no rule leads it to ${wanted}`,

  *check({ staging, production, correspondence, traces }) {
    for (const pair of traces) {
      const { request } = pair.production
      if (!pair.staging.service || !getsThrough(pair.staging)) continue
      const wanted = counterpartOf(correspondence, pair.staging.service)
      const taken = ruleTaken(production, pair.production)
      if (!wanted || !taken) continue
      const served = pair.production.service
      const { disposition } = pair.production
      const refused = served === undefined && disposition.kind === 'answered' && disposition.status >= 400
      if (!refused && (served === undefined || addressKey(served) === addressKey(wanted))) continue
      const isServedElsewhere = traces.some(
        other =>
          other !== pair &&
          other.staging.request === pair.staging.request &&
          other.production.service &&
          sameAddress(other.production.service, wanted),
      )
      if (isServedElsewhere) continue
      const later = rulesTo(production, wanted).find(rule =>
        rule.conditions.every(condition => matchCondition(condition, request) === 'yes'),
      )
      const rehearsed = ruleTaken(staging, pair.staging)
      yield {
        kind: 'finding',
        subject: `${request.method} ${formatUrl(request)}`,
        data: {
          url: formatUrl(request),
          taken: `rule ${priorityOf(taken) ?? taken.address.name}`,
          wanted: later ? `rule ${priorityOf(later) ?? later.address.name}` : wanted.name,
          isOrder: later !== undefined,
        },
        confidence: 'proved',
        evidence: [
          lineEvidence(production, 'takes it', taken.at),
          ...(later ? [lineEvidence(production, 'should take it', later.at)] : []),
          ...(rehearsed ? [lineEvidence(staging, 'takes it', rehearsed.at)] : []),
        ],
        fix: later && {
          description: `give rule ${priorityOf(later)} a lower number than ${priorityOf(taken)}, or narrow the conditions of rule ${priorityOf(taken)}`,
          at: later.priority?.from.at ?? later.at,
        },
        traces: pair,
      }
    }
  },
})
