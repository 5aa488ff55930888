import { formatUrl } from '../../trace/parse-request.ts'
import { priorityOf } from '../../trace/routing.ts'
import { defineRule } from '../rule.ts'
import { defaultEvidence, priorityLine, ruleEvidence, ruleTaken } from '../rules-taken.ts'
import { othersBySubject } from './other-service.ts'
import { ruleMeantFor } from './rules-to-service.ts'

/** Requests that one service answers in staging are taken by another rule in production, or by a default action that serves them elsewhere. */
export const listenerRuleOrder = defineRule<{
  url: string
  more: number
  taken: string
  wanted: string
  isOrder: boolean
}>({
  id: 'listener-rule-order',
  patterns: ['ALB03', 'ALB09'],
  title: 'Another listener rule takes the request in production',
  severity: 'error',

  message: ({ url, more, taken, wanted, isOrder }) => {
    const urls = more > 0 ? `${url} and ${more} more` : url
    return isOrder
      ? `${taken} takes ${urls} before ${wanted} can: another service answers`
      : `${taken} takes ${urls}, and no rule leads ${more > 0 ? 'them' : 'it'} to ${wanted}: another service answers`
  },

  *check(context) {
    const { staging, production } = context
    for (const [subject, others] of othersBySubject(context)) {
      const first = others.find(({ isOpen }) => !isOpen) ?? others[0]
      if (!first) continue
      const { pair, wanted, taken, isOpen } = first
      const { request, disposition } = pair.production
      const rehearsed = ruleTaken(staging, pair.staging)
      const later = ruleMeantFor(production, wanted, request)
      const takers = [...new Set(others.flatMap(other => other.taken ?? []))]
      const evidence = [
        ...takers.flatMap(taker => ruleEvidence(production, 'takes it', taker)),
        ...(taken ? [] : defaultEvidence(production, pair.production)),
        ...(later ? ruleEvidence(production, 'should take it', later) : []),
        ...(rehearsed ? ruleEvidence(staging, 'takes it', rehearsed) : []),
      ]
      if (isOpen) {
        const message = `whether ${formatUrl(request)} still reaches ${wanted.name} cannot be told`
        const decides = disposition.kind === 'undetermined' ? disposition.decides : []
        yield { kind: 'undetermined', subject, message, evidence, decides }
        continue
      }
      const [number, other] = [taken, later].map(rule => rule && (priorityOf(rule) ?? rule.address.name))
      yield {
        kind: 'finding',
        subject,
        data: {
          url: formatUrl(request),
          more: others.filter(each => !each.isOpen && each.taken === taken).length - 1,
          taken: taken ? `rule ${number}` : 'the default action',
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
