import { counterpartOf } from '../../align/correspondence.ts'
import { addressKey } from '../../model/value.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import { getsThrough } from '../../trace/request-pairs.ts'
import { priorityOf } from '../../trace/routing.ts'
import { isSwallowed } from '../dns/wrong-target.ts'
import { losesHost } from '../edge/lost-host.ts'
import { defineRule } from '../rule.ts'
import { defaultEvidence, priorityLine, ruleEvidence, ruleTaken } from '../rules-taken.ts'
import { outcomeAt } from '../stage-outcome.ts'
import { isServedElsewhere, ruleMeantFor } from './rules-to-service.ts'

/** A request that one service answers in staging is taken by another rule in production, or by a default action that serves it elsewhere. */
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
      const isDefault = pair.production.rule === 'default' && outcomeAt(pair.production, 'route').kind === 'passes'
      if (!wanted || !(taken || isDefault) || isSwallowed(context, request.host)) continue
      if (isDefault && losesHost(context, pair)) continue
      const rehearsed = ruleTaken(staging, pair.staging)
      const later = ruleMeantFor(production, wanted, request)
      const subject = `${request.method} ${formatUrl(request)}`
      const evidence = [
        ...(taken ? ruleEvidence(production, 'takes it', taken) : defaultEvidence(production, pair.production)),
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
      if (isServedElsewhere(traces, pair, wanted)) continue
      const [number, other] = [taken, later].map(rule => rule && (priorityOf(rule) ?? rule.address.name))
      const taker = taken ? `rule ${number}` : 'the default action'
      yield {
        kind: 'finding',
        subject,
        data: {
          url: formatUrl(request),
          taken: taker,
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
