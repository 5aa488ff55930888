import type { Analysis } from '../../model/analysis.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Finding, UndeterminedFinding } from '../../model/finding.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Expectation } from './expect-file.ts'
import type { InlineExpectation } from './inline-comments.ts'
import { valuesDigest } from './values-digest.ts'

export interface Expectations {
  readonly entries: readonly Expectation[]
  readonly inline: readonly InlineExpectation[]
  /** The day on which dates are judged, `2026-11-25`; from the command, since nothing below it has a clock. */
  readonly today: string
  readonly knownRules?: readonly string[]
}

/** What somebody can answer for. */
export type Acceptable = Finding | UndeterminedFinding

/** Everything in an analysis that can be waived. */
export const acceptablesOf = ({ comparisons }: Analysis): readonly Acceptable[] =>
  comparisons.flatMap(({ findings, undetermined }) => [...findings, ...undetermined])

/** An entry counts; or its day has passed, the values are others, nothing has its fingerprint. */
export type ExpectationState = 'counts' | 'ended' | 'changed' | 'unused'

export const stateOf = (entry: Expectation, finding: Acceptable | undefined, today: string): ExpectationState =>
  finding === undefined
    ? 'unused'
    : entry.until < today
      ? 'ended'
      : entry.values === valuesDigest(finding)
        ? 'counts'
        : 'changed'

const linesOf = (one: Acceptable): readonly SourceLocation[] => [
  ...one.evidence.map(({ at }) => at),
  ...('decides' in one ? one.decides.map(({ at }) => at) : one.fix ? [one.fix.at] : []),
]

const concerns = (comment: InlineExpectation, accepted: Acceptable): boolean =>
  comment.rule === accepted.rule &&
  linesOf(accepted).some(({ file, start }) => file === comment.at.file && start.line === comment.line)

const isInForce = ({ reason, until }: InlineExpectation, today: string): boolean =>
  reason !== '' && (until === undefined || until >= today)

/** Accepted findings and questions become waived; what accepts nothing any more is told. */
export const applyExpectations = (analysis: Analysis, expectations: Expectations): Analysis => {
  const { entries, inline, today } = expectations
  const all = acceptablesOf(analysis)
  const waived = new Set([
    ...entries.flatMap(entry => {
      const finding = all.find(({ fingerprint }) => fingerprint === entry.fingerprint)
      return stateOf(entry, finding, today) === 'counts' ? [entry.fingerprint] : []
    }),
    ...inline
      .filter(comment => isInForce(comment, today))
      .flatMap(comment => all.filter(finding => concerns(comment, finding)).map(({ fingerprint }) => fingerprint)),
  ])
  return {
    ...analysis,
    comparisons: analysis.comparisons.map(comparison => ({
      ...comparison,
      findings: comparison.findings.map(finding =>
        waived.has(finding.fingerprint) ? { ...finding, status: 'waived' as const } : finding,
      ),
      undetermined: comparison.undetermined.map(question =>
        waived.has(question.fingerprint) ? { ...question, isWaived: true as const } : question,
      ),
    })),
    diagnostics: [
      ...analysis.diagnostics,
      ...entries.flatMap(entry => entryTrouble(entry, all, today)),
      ...inline.flatMap(comment => commentTrouble(comment, all, expectations)),
    ],
  }
}

const warning = (at: Diagnostic['at'], summary: string, detail: string): readonly Diagnostic[] => [
  { severity: 'warning', summary, detail, at },
]

const entryTrouble = (entry: Expectation, findings: readonly Acceptable[], today: string): readonly Diagnostic[] => {
  const finding = findings.find(({ fingerprint }) => fingerprint === entry.fingerprint)
  const what = finding ? `${finding.rule}, ${finding.subject}` : entry.fingerprint
  switch (stateOf(entry, finding, today)) {
    case 'counts':
      return []
    case 'ended':
      return warning(
        entry.at,
        'Waiver ended',
        `It was accepted until ${entry.until}: ${what}. ${entry.owner} mends it or waives it anew.`,
      )
    case 'changed':
      return warning(
        entry.at,
        'Waiver is for other values',
        `The values are not those that were accepted: ${what}. ${entry.owner} looks at it and waives it anew.`,
      )
    case 'unused':
      return warning(
        entry.at,
        'Waiver is not used',
        `No finding has the fingerprint ${entry.fingerprint} any more. Remove the entry.`,
      )
  }
}

const commentTrouble = (
  comment: InlineExpectation,
  findings: readonly Acceptable[],
  { today, knownRules }: Expectations,
): readonly Diagnostic[] => {
  const { rule, reason, until, at } = comment
  if (knownRules && !knownRules.includes(rule))
    return warning(at, 'Waiver of an unknown rule', `There is no rule ${rule}. sotsu explain lists them.`)
  if (reason === '')
    return warning(
      at,
      'Waiver without a reason',
      `Say after ${rule} why the difference is intended; it does not count.`,
    )
  if (!findings.some(finding => concerns(comment, finding)))
    return warning(at, 'Waiver is not used', `${rule} finds nothing at line ${comment.line}. Remove the comment.`)
  return until !== undefined && until < today
    ? warning(at, 'Waiver ended', `It was accepted until ${until}. Mend it or say until when.`)
    : []
}
