import type { Analysis, ComparisonResult } from '../model/analysis.ts'
import type { Severity } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { primaryPlace, primaryPlaceOfQuestion } from './finding-places.ts'
import { prose } from './markdown/markdown-text.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' }

/** reviewdog's diagnostic format. Its messages end in review comments, which are Markdown. Only lines: its columns count bytes. */
export const renderRdjson = (analysis: Analysis): string => {
  const diagnostics = analysis.comparisons.flatMap(comparison => [
    ...comparison.findings
      .filter(({ status }) => status !== 'waived')
      .flatMap(finding =>
        diagnostic(
          comparison,
          primaryPlace(finding, comparison),
          finding.rule,
          finding.message,
          severities[finding.severity],
        ),
      ),
    ...comparison.undetermined
      .filter(({ isWaived }) => !isWaived)
      .flatMap(question =>
        diagnostic(
          comparison,
          primaryPlaceOfQuestion(question, comparison),
          question.rule,
          `cannot tell: ${question.message}`,
          'INFO',
        ),
      ),
  ])
  const report = { source: { name: 'sotsu' }, severity: 'WARNING', diagnostics }
  return `${JSON.stringify(report, null, 2)}\n`
}

const diagnostic = (
  { staging, production }: ComparisonResult,
  at: SourceLocation | undefined,
  rule: string,
  message: string,
  severity: string,
) =>
  at === undefined
    ? []
    : [
        {
          message: prose(`${message} (${staging} -> ${production})`),
          severity,
          code: { value: rule },
          location: { path: at.file, range: { start: { line: at.start.line } } },
        },
      ]
