import type { TracePair } from '../../model/analysis.ts'
import { displayValue } from '../../model/deciders.ts'
import type { Evidence } from '../../model/finding.ts'
import { isKnown } from '../../model/value.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import { lineEvidence, valueEvidence } from '../evidence.ts'
import { defineRule, type RuleContext, type RuleOutcome } from '../rule.ts'
import { conditionEvidence, ruleTaken } from '../rules-taken.ts'
import { divergencesAt } from '../stage-outcome.ts'
import { barePathCondition } from './bare-path.ts'
import { openPathOf } from './open-path.ts'
import { answeredByOthers } from './other-service.ts'

/** `/api/*` does not match `/api` (ELB guide, "Path conditions"): production has the one pattern, staging both. */
export const pathPatternWithoutBarePath = defineRule<{ url: string; pattern: string; answer: string }>({
  id: 'path-pattern-without-bare-path',
  patterns: ['ALB07'],
  title: 'A path pattern takes everything below a path, not the path itself',
  severity: 'warning',

  message: ({ url, pattern, answer }) =>
    `${pattern} takes everything below ${url}, not ${url} itself: clients see ${answer} there`,

  *check(context) {
    const { staging, production, traces } = context
    for (const { pair, production: outcome } of divergencesAt(traces, 'route')) {
      if (outcome.kind === 'fails') {
        const { disposition } = outcome.failure
        yield* lacking(context, pair, disposition.kind === 'answered' ? String(disposition.status) : 'an error')
        continue
      }
      const { request } = pair.production
      const taken = ruleTaken(staging, pair.staging)
      const open = taken && openPathOf(production, outcome, request)
      if (!open) continue
      yield {
        kind: 'undetermined',
        subject: subjectOf(pair),
        message: `whether a rule takes ${formatUrl(request)} itself cannot be told`,
        evidence: [lineEvidence(production, 'path that is not known', open.at), ...rehearsedPaths(context, pair)],
        decides: open.decides,
      }
    }
    for (const { pair, isOpen } of answeredByOthers(context))
      if (!isOpen) yield* lacking(context, pair, 'what another service answers')
  },
})

const subjectOf = ({ production: { request } }: TracePair): string => `${request.path} on ${request.host}`

const rehearsedPaths = ({ staging }: RuleContext, pair: TracePair): readonly Evidence[] =>
  conditionEvidence(staging, 'path of the rule that takes it', ruleTaken(staging, pair.staging), 'path-pattern')

function* lacking(
  context: RuleContext,
  pair: TracePair,
  answer: string,
): Iterable<RuleOutcome<{ url: string; pattern: string; answer: string }>> {
  const { request } = pair.production
  const condition = barePathCondition(context, pair)
  if (condition?.field !== 'path-pattern' || 'unknown' in condition.values) return
  const [first] = condition.values
  yield {
    kind: 'finding',
    subject: subjectOf(pair),
    data: { url: formatUrl(request), pattern: condition.values.map(displayValue).join(' or '), answer },
    confidence: 'proved',
    evidence: [
      ...condition.values.flatMap(value => valueEvidence(context.production, 'path of the nearest rule', value)),
      ...rehearsedPaths(context, pair),
    ],
    fix: {
      description: `add "${request.path}" beside "${first && isKnown(first) ? first.value : `${request.path}/*`}"`,
      at: first?.from.origins[0]?.at ?? first?.from.at ?? condition.at,
    },
    traces: pair,
  }
}
