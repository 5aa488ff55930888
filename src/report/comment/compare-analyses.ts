import type { Analysis, ComparisonResult } from '../../model/analysis.ts'
import type { Finding, UndeterminedFinding } from '../../model/finding.ts'
import { type OneSidedChange, oneSidedChanges } from './environment-changes.ts'

/** What a change of the repository does to one comparison. */
export interface ComparisonChange {
  readonly head: ComparisonResult
  readonly introduced: readonly Finding[]
  readonly fixed: readonly Finding[]
  readonly left: readonly Finding[]
  /** Waived with this change: a reviewer sees what it accepts. */
  readonly accepted: readonly (Finding | UndeterminedFinding)[]
  readonly questions: readonly UndeterminedFinding[]
  readonly oneSided: readonly OneSidedChange[]
}

const isOpen = ({ status }: Finding): boolean => status !== 'waived'

/** Base and head × staging and production. */
export const compareAnalyses = (base: Analysis, head: Analysis): readonly ComparisonChange[] =>
  head.comparisons.map(comparison => {
    const { staging, production } = comparison
    const before = base.comparisons.find(one => one.staging === staging && one.production === production)
    const had = new Map((before?.findings ?? []).map(finding => [finding.fingerprint, finding]))
    const has = new Map(comparison.findings.map(finding => [finding.fingerprint, finding]))
    const asked = new Map((before?.undetermined ?? []).map(question => [question.fingerprint, question]))
    const wasOpen = ({ fingerprint }: Finding): boolean => {
      const earlier = had.get(fingerprint)
      return earlier !== undefined && isOpen(earlier)
    }
    const modelOf = (analysis: Analysis, name: string) => analysis.environments.find(model => model.name === name)
    const [headStaging, headProduction] = [modelOf(head, staging), modelOf(head, production)]
    return {
      head: comparison,
      introduced: comparison.findings.filter(finding => isOpen(finding) && !wasOpen(finding)),
      fixed: (before?.findings ?? []).filter(finding => isOpen(finding) && !has.has(finding.fingerprint)),
      left: comparison.findings.filter(finding => isOpen(finding) && wasOpen(finding)),
      accepted: [
        ...comparison.findings.filter(
          finding => !isOpen(finding) && (wasOpen(finding) || !had.has(finding.fingerprint)),
        ),
        ...comparison.undetermined.filter(({ isWaived, fingerprint }) => isWaived && !asked.get(fingerprint)?.isWaived),
      ],
      questions: comparison.undetermined.filter(({ isWaived, fingerprint }) => !isWaived && !asked.has(fingerprint)),
      oneSided:
        headStaging && headProduction
          ? oneSidedChanges([modelOf(base, staging), modelOf(base, production)], [headStaging, headProduction])
          : [],
    }
  })

/** Whether there is anything that somebody who reviews the change should know. */
export const isNoChange = (changes: readonly ComparisonChange[]): boolean =>
  changes.every(({ introduced, fixed, accepted, questions, oneSided }) =>
    [introduced, fixed, accepted, questions, oneSided].every(list => list.length === 0),
  )
