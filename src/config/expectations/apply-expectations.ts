import type { Analysis } from '../../model/analysis.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Finding } from '../../model/finding.ts'
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

/** An entry counts; or its day has passed, the values are others, nothing has its fingerprint. */
export type ExpectationState = 'counts' | 'ended' | 'changed' | 'unused'

export const stateOf = (entry: Expectation, finding: Finding | undefined, today: string): ExpectationState =>
  finding === undefined
    ? 'unused'
    : entry.until < today
      ? 'ended'
      : entry.values === valuesDigest(finding)
        ? 'counts'
        : 'changed'

const concerns = (comment: InlineExpectation, { rule, evidence, fix }: Finding): boolean =>
  comment.rule === rule &&
  [...evidence.map(({ at }) => at), ...(fix ? [fix.at] : [])].some(
    ({ file, start }) => file === comment.at.file && start.line === comment.line,
  )

const isInForce = ({ reason, until }: InlineExpectation, today: string): boolean =>
  reason !== '' && (until === undefined || until >= today)

/** Accepted findings become `waived`; what accepts nothing any more is told. */
export const applyExpectations = (analysis: Analysis, expectations: Expectations): Analysis => {
  const { entries, inline, today } = expectations
  const all = analysis.comparisons.flatMap(({ findings }) => findings)
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

const entryTrouble = (entry: Expectation, findings: readonly Finding[], today: string): readonly Diagnostic[] => {
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
  findings: readonly Finding[],
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
