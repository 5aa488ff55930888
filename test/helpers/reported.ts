import type { Analysis } from '../../src/model/analysis.ts'
import { formatLocation } from '../../src/model/source-location.ts'

/** Everything that a run says of a pair of environments. Trouble at a line that a finding shows is what the finding is about. */
export const reported = ({ comparisons, diagnostics }: Analysis): readonly string[] => {
  const findings = comparisons.flatMap(comparison => comparison.findings)
  const shown = new Set(findings.flatMap(({ evidence }) => evidence.map(({ at }) => formatLocation(at))))
  return [
    ...findings.map(({ rule }) => rule),
    ...comparisons.flatMap(({ undetermined }) => undetermined.map(({ rule }) => `undetermined ${rule}`)),
    ...diagnostics.flatMap(({ summary, at }) =>
      shown.has(formatLocation(at)) ? [] : [`${formatLocation(at)} ${summary}`],
    ),
  ]
}

/** The lines that the findings of a run show, as `file:line`. */
export const shownLines = ({ comparisons }: Analysis): readonly string[] =>
  comparisons.flatMap(({ findings }) =>
    findings.flatMap(({ evidence }) => evidence.map(({ at }) => formatLocation(at))),
  )
