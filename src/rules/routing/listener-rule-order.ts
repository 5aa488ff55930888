import { counterpartOf } from '../../align/correspondence.ts'
import { addressKey, sameAddress } from '../../model/value.ts'
import { matchCondition } from '../../trace/conditions.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import { getsThrough } from '../../trace/request-pairs.ts'
import { priorityOf } from '../../trace/routing.ts'
import { isSwallowed } from '../dns/wrong-target.ts'
import { defineRule } from '../rule.ts'
import { priorityLine, ruleEvidence, ruleTaken } from '../rules-taken.ts'
import { rulesToService } from './rules-to-service.ts'

/** A request that one service answers in staging is answered by another rule in production, which comes first there. */
export const listenerRuleOrder = defineRule<{ url: string; taken: string; wanted: string; isOrder: boolean }>({
  id: 'listener-rule-order',
  patterns: ['ALB03', 'ALB09'],
  title: 'Another listener rule takes the request in production',
  severity: 'error',

  message: ({ url, taken, wanted, isOrder }) =>
    isOrder
      ? `${taken} takes ${url} before ${wanted} can: another service answers`
      : `${taken} takes ${url}, and no rule leads it to ${wanted}: another service answers`,

  *check(context) {
    const { staging, production, correspondence, traces } = context
    for (const pair of traces) {
      const { request, service: served, disposition } = pair.production
      if (!pair.staging.service || !getsThrough(pair.staging)) continue
      const wanted = counterpartOf(correspondence, pair.staging.service)
      const taken = ruleTaken(production, pair.production)
      if (!wanted || !taken || isSwallowed(context, request.host)) continue
      const rehearsed = ruleTaken(staging, pair.staging)
      const later = rulesToService(production, wanted).find(rule =>
        rule.conditions.every(condition => matchCondition(condition, request) === 'yes'),
      )
      const subject = `${request.method} ${formatUrl(request)}`
      const evidence = [
        ...ruleEvidence(production, 'takes it', taken),
        ...(later ? ruleEvidence(production, 'should take it', later) : []),
        ...(rehearsed ? ruleEvidence(staging, 'takes it', rehearsed) : []),
      ]
      if (served === undefined && disposition.kind === 'undetermined') {
        const message = `whether ${formatUrl(request)} still reaches ${wanted.name} cannot be told`
        yield { kind: 'undetermined', subject, message, evidence, decides: disposition.decides }
        continue
      }
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
      const [number, other] = [taken, later].map(rule => rule && (priorityOf(rule) ?? rule.address.name))
      yield {
        kind: 'finding',
        subject,
        data: {
          url: formatUrl(request),
          taken: `rule ${number}`,
          wanted: later ? `rule ${other}` : wanted.name,
          isOrder: later !== undefined,
        },
        confidence: 'proved',
        evidence,
        fix: later && {
          description: `give rule ${other} a lower number than ${number}, or narrow the conditions of rule ${number}`,
          at: priorityLine(later),
        },
        traces: pair,
      }
    }
  },
})
