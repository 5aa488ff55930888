import { displayValue } from '../../model/deciders.ts'
import { isKnown } from '../../model/value.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule } from '../rule.ts'
import { conditionValues, ruleTaken } from '../rules-taken.ts'
import { divergencesAt } from '../stage-outcome.ts'
import { barePathCondition } from './bare-path.ts'
import { openPathOf } from './open-path.ts'

/** `/api/*` does not match `/api` (ELB guide, "Path conditions"): production has the one pattern, staging both. */
export const pathPatternWithoutBarePath = defineRule<{ url: string; pattern: string; answer: string }>({
  id: 'path-pattern-without-bare-path',
  patterns: ['ALB07'],
  title: 'A path pattern takes everything below a path, not the path itself',
  severity: 'warning',

  message: ({ url, pattern, answer }) =>
    `${pattern} takes everything below ${url}, not ${url} itself: clients see ${answer} there`,

  *check({ staging, production, traces }) {
    for (const { pair, production: outcome } of divergencesAt(traces, 'route')) {
      const { request } = pair.production
      const taken = ruleTaken(staging, pair.staging)
      const subject = `${request.path} on ${request.host}`
      const rehearsed = taken
        ? conditionValues(taken, 'path-pattern').flatMap(value =>
            valueEvidence(staging, 'path of the rule that takes it', value),
          )
        : []
      if (outcome.kind === 'undetermined') {
        const open = taken && openPathOf(production, outcome, request)
        if (!open) continue
        yield {
          kind: 'undetermined',
          subject,
          message: `whether a rule takes ${formatUrl(request)} itself cannot be told`,
          evidence: [lineEvidence(production, 'path that is not known', open.at), ...rehearsed],
          decides: open.decides,
        }
        continue
      }
      const condition = barePathCondition(production, pair)
      if (condition?.field !== 'path-pattern' || 'unknown' in condition.values) continue
      const [first] = condition.values
      const { disposition } = outcome.failure
      yield {
        kind: 'finding',
        subject,
        data: {
          url: formatUrl(request),
          pattern: condition.values.map(displayValue).join(' or '),
          answer: disposition.kind === 'answered' ? String(disposition.status) : 'an error',
        },
        confidence: 'proved',
        evidence: [
          ...condition.values.flatMap(value => valueEvidence(production, 'path of the nearest rule', value)),
          ...rehearsed,
        ],
        fix: {
          description: `add "${request.path}" beside "${first && isKnown(first) ? first.value : `${request.path}/*`}"`,
          at: first?.from.origins[0]?.at ?? first?.from.at ?? condition.at,
        },
        traces: pair,
      }
    }
  },
})
