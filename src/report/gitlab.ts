import type { Analysis, ComparisonResult } from '../model/analysis.ts'
import type { Severity } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { escapeLine } from './escape.ts'
import { primaryPlace, primaryPlaceOfQuestion } from './finding-places.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'minor' }

/** GitLab Code Quality: the merge request compares it with the target branch's by fingerprint. Waived findings are left out: GitLab has no word for them. */
export const renderGitlab = (analysis: Analysis): string => {
  const entries = analysis.comparisons.flatMap(comparison => [
    ...comparison.findings
      .filter(({ status }) => status !== 'waived')
      .flatMap(finding =>
        entry(comparison, primaryPlace(finding, comparison), {
          rule: finding.rule,
          message: finding.message,
          fingerprint: finding.fingerprint,
          severity: severities[finding.severity],
        }),
      ),
    ...comparison.undetermined
      .filter(({ isWaived }) => !isWaived)
      .flatMap(question =>
        entry(comparison, primaryPlaceOfQuestion(question, comparison), {
          rule: question.rule,
          message: `cannot tell: ${question.message}`,
          fingerprint: question.fingerprint,
          severity: 'info',
        }),
      ),
  ])
  return `${JSON.stringify(entries, null, 2)}\n`
}

const entry = (
  { staging, production }: ComparisonResult,
  at: SourceLocation | undefined,
  given: {
    readonly rule: string
    readonly message: string
    readonly fingerprint: string
    readonly severity: string
  },
) =>
  at === undefined
    ? []
    : [
        {
          description: escapeLine(`${given.message} (${staging} -> ${production})`),
          check_name: given.rule,
          fingerprint: given.fingerprint,
          severity: given.severity,
          location: { path: at.file, lines: { begin: at.start.line } },
        },
      ]
