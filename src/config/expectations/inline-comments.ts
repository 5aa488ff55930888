import type { SourceLocation } from '../../model/source-location.ts'

/** An intended difference, said where it stands: `# sotsu:expect RULE reason`. */
export interface InlineExpectation {
  readonly rule: string
  readonly reason: string
  readonly until?: string
  readonly at: SourceLocation
  /** The line that it is about: its own, or the next one that is more than a comment. */
  readonly line: number
}

export const inlineMarker = 'sotsu:expect'

const comment =
  /(?:^|\s)(?:#|\/\/|;|--|<!--|\/\*)\s*sotsu:expect\s+([a-z][a-z0-9-]*)(?:[ \t]+(.*?))?\s*(?:-->|\*\/)?\s*$/
const isOnlyComment = /^\s*(?:#|\/\/|;|--|<!--|\/\*)/
const untilDate = /(?:^|\s)until[ :=]\s*(\d{4}-\d{2}-\d{2})\b/
const mostLineLength = 2000

/** The comments of a file that accept a difference. Every language that is read has comments that end with their line. */
export const readInlineExpectations = (file: string, text: string): readonly InlineExpectation[] => {
  const lines = text.split('\n')
  let offset = 0
  return lines.flatMap((line, index) => {
    const start = { line: index + 1, column: 1, offset }
    offset += line.length + 1
    if (line.length > mostLineLength || !line.includes(inlineMarker)) return []
    const found = comment.exec(line.trimEnd())
    if (found === null) return []
    const [, rule = '', reason = ''] = found
    const until = untilDate.exec(reason)?.[1]
    const at = { file, start, end: { ...start, column: line.length + 1, offset: start.offset + line.length }, path: [] }
    return [{ rule, reason: reason.trim(), ...(until ? { until } : {}), at, line: targetLine(lines, index) + 1 }]
  })
}

const targetLine = (lines: readonly string[], index: number): number => {
  if (!isOnlyComment.test(lines[index] ?? '')) return index
  const next = lines.findIndex((line, at) => at > index && line.trim() !== '' && !isOnlyComment.test(line))
  return next < 0 ? index : next
}
