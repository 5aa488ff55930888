import type { Diagnostic } from '../../model/diagnostic.ts'
import { formatLocation } from '../../model/source-location.ts'
import { escapeLine } from '../escape.ts'
import { hanging } from './layout.ts'
import { marks } from './paint.ts'
import type { TraceStyle } from './trace-lines.ts'

/** Of the further places of one trouble as many are named. */
const mostPlaces = 3

/** Trouble of equal words together: a variable that ten root modules lack is one thing to read. */
const grouped = (diagnostics: readonly Diagnostic[]): readonly (readonly [Diagnostic, ...Diagnostic[]])[] => {
  const groups = new Map<string, [Diagnostic, ...Diagnostic[]]>()
  for (const diagnostic of diagnostics) {
    const key = [diagnostic.severity, diagnostic.summary, diagnostic.detail].join('\u0000')
    const group = groups.get(key)
    if (group) group.push(diagnostic)
    else groups.set(key, [diagnostic])
  }
  return [...groups.values()]
}

export const diagnosticLines = (
  diagnostics: readonly Diagnostic[],
  { phrases, paint, width }: TraceStyle,
): readonly string[] =>
  diagnostics.length === 0
    ? []
    : [
        '',
        paint.bold(phrases.diagnostics),
        ...grouped(diagnostics).flatMap(([{ severity, summary, detail, at }, ...others]) => {
          const word = `${marks[severity]} ${phrases.severity[severity]}`
          const painted = severity === 'error' ? paint.red(word) : paint.yellow(word)
          const place = at.file === '' ? '' : `  ${paint.cyan(escapeLine(formatLocation(at)))}`
          const named = others.slice(0, mostPlaces).map(other => escapeLine(formatLocation(other.at)))
          const also = phrases.alsoAt(named.join(', '), others.length - named.length)
          return [
            `   ${painted}${place}  ${escapeLine(summary)}`,
            ...hanging('     ', escapeLine(detail), width),
            ...(named.length > 0 ? hanging('     ', also, width) : []),
          ]
        }),
      ]
