import type { ComparisonResult } from '../model/analysis.ts'
import type { Finding, Severity, UndeterminedFinding } from '../model/finding.ts'
import type { Counts, Phrases } from './phrases.ts'

const ofSeverity = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter(finding => finding.severity === severity && finding.status !== 'waived').length

const isWaived = (question: UndeterminedFinding): boolean => question.isWaived === true

/** What a comparison's verdict rests on. */
export const countsOf = ({ findings, undetermined }: ComparisonResult): Counts => ({
  error: ofSeverity(findings, 'error'),
  warning: ofSeverity(findings, 'warning'),
  info: ofSeverity(findings, 'info'),
  waived: findings.filter(({ status }) => status === 'waived').length + undetermined.filter(isWaived).length,
  undetermined: undetermined.filter(question => !isWaived(question)).length,
})

/**
 * What a comparison comes to. A question that somebody answers for is a question still: what is not known is never taken for working.
 */
export const verdictKind = (
  comparison: ComparisonResult,
): Exclude<keyof Phrases['verdict'], 'noComparison' | 'noEnvironment'> => {
  if (countsOf(comparison).error > 0) return 'fails'
  if (comparison.undetermined.length > 0) return 'cannotTell'
  return comparison.rehearsal.paths === 0 ? 'noPaths' : 'works'
}
