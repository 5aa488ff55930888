import type { ComparisonResult } from '../model/analysis.ts'
import type { Evidence, Finding, Severity, UndeterminedFinding } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'

export type ItemSeverity = Severity | 'undetermined'

/** One row of the findings list: a finding, or a question without an answer. */
export interface Item {
  readonly severity: ItemSeverity
  readonly rule: string
  readonly subject: string
  readonly message: string
  readonly fingerprint: string
  readonly status: Finding['status'] | undefined
  readonly evidence: readonly Evidence[]
  /** Where to look first: the side that is rehearsed for. */
  readonly at: SourceLocation | undefined
  readonly finding: Finding | undefined
  readonly question: UndeterminedFinding | undefined
  /** Lower-case text for filters and searches. */
  readonly haystack: string
}

export const severities: readonly ItemSeverity[] = ['error', 'warning', 'info', 'undetermined']

const firstPlace = (evidence: readonly Evidence[], production: string): SourceLocation | undefined =>
  (evidence.find(entry => entry.environment === production) ?? evidence[0])?.at

const haystackOf = (outcome: Finding | UndeterminedFinding, at: SourceLocation | undefined): string =>
  [outcome.rule, outcome.subject, outcome.message, at?.file ?? ''].join('\n').toLowerCase()

/** The rows of a comparison, in its own order: findings as they are sorted, then the questions. */
export const itemsOf = (comparison: ComparisonResult): readonly Item[] => [
  ...comparison.findings.map((finding): Item => {
    const at = firstPlace(finding.evidence, comparison.production) ?? finding.fix?.at
    return { ...finding, at, finding, question: undefined, haystack: haystackOf(finding, at) }
  }),
  ...comparison.undetermined.map((question): Item => {
    const at = firstPlace(question.evidence, comparison.production) ?? question.decides[0]?.at
    return {
      ...question,
      severity: 'undetermined',
      status: undefined,
      at,
      finding: undefined,
      question,
      haystack: haystackOf(question, at),
    }
  }),
]

/** Every place an item names, in the order it is read: evidence, what decides, the fix. */
export const placesOf = (item: Item): readonly SourceLocation[] => [
  ...item.evidence.map(entry => entry.at),
  ...(item.question?.decides.map(decider => decider.at) ?? []),
  ...(item.finding?.fix ? [item.finding.fix.at] : []),
]
