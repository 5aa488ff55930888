import type { SourceLocation } from '../model/source-location.ts'
import { formatLocation } from '../model/source-location.ts'
import { truncateStart } from './cells.ts'
import type { UiContext } from './context.ts'
import type { Line } from './line.ts'
import { line, span } from './line.ts'
import { shown } from './shown.ts'

const mostMarked = 8

/** `file:line`, with a pointer where it is what `e` would open. */
export const locationLine = (at: SourceLocation, columns: number, isFocused: boolean, { glyphs }: UiContext): Line =>
  line(
    span(isFocused ? `${glyphs.pointer} ` : '  ', 'key'),
    span(truncateStart(shown(formatLocation(at)), columns - 2, glyphs.ellipsis), 'location'),
  )

/** The marked lines of a source and `around` lines on either side, numbered. */
export const sourceExcerpt = (at: SourceLocation, context: UiContext, around = 1): readonly Line[] => {
  const { glyphs, phrases } = context
  const source = context.linesOf(at.file)
  if (source === undefined) return [line(span(`  ${phrases.noSource}`, 'muted'))]
  const first = at.start.line
  // The end is exclusive: one at the start of a line does not reach into it.
  const end = at.end.column <= 1 && at.end.line > first ? at.end.line - 1 : at.end.line
  const last = Math.min(Math.max(first, end), first + mostMarked - 1, source.length)
  const from = Math.max(1, first - around)
  const to = Math.min(source.length, last + around)
  const digits = String(to).length
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
    const number = from + index
    const isMarked = number >= first && number <= last
    const gutter = `${String(number).padStart(digits)} ${glyphs.vertical} `
    return line(
      span(isMarked ? `${glyphs.towards} ` : '  ', 'parting'),
      span(gutter, 'rule'),
      span(source[number - 1] ?? '', isMarked ? 'marked' : undefined),
    )
  })
}
