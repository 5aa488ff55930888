import type { Analysis } from '../model/analysis.ts'
import type { Diagnostic } from '../model/diagnostic.ts'

/** All trouble of a run, each once: errors first, then by place. */
export const allDiagnostics = (analysis: Analysis): readonly Diagnostic[] => {
  const every = [...analysis.diagnostics, ...analysis.environments.flatMap(({ diagnostics }) => diagnostics)]
  const keyOf = ({ summary, detail, at }: Diagnostic): string =>
    [at.file, at.start.line, at.start.column, summary, detail].join('\u0000')
  const once = [...new Map(every.map(diagnostic => [keyOf(diagnostic), diagnostic])).values()]
  return once.toSorted(
    (one, other) =>
      Number(one.severity === 'warning') - Number(other.severity === 'warning') ||
      (one.at.file < other.at.file ? -1 : one.at.file > other.at.file ? 1 : 0) ||
      one.at.start.line - other.at.start.line,
  )
}
