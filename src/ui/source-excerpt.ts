import type { SourceLocation } from '../model/source-location.ts'
import { cut, wrap } from './cells.ts'
import type { UiContext } from './context.ts'
import type { Line } from './line.ts'
import { line, span } from './line.ts'
import { placeSpan } from './place-span.ts'
import { shown } from './shown.ts'
import type { Reading } from './state.ts'

const mostMarked = 8

/** `file:line`, with a pointer where it is what `e` would open. */
export const locationLine = (at: SourceLocation, columns: number, isFocused: boolean, context: UiContext): Line =>
  line(span(isFocused ? `${context.glyphs.pointer} ` : '  ', 'key'), placeSpan(at, columns - 2, 'location', context))

export interface ExcerptOptions {
  readonly columns: number
  readonly reading: Reading
  /** Lines before and after those that are marked. */
  readonly around?: number
}

/** A line without its first cells, and a mark where they were. */
const shifted = (text: string, cells: number, ellipsis: string): string => {
  if (cells === 0) return text
  const start = cut(text, cells)
  return start === text ? (text === '' ? '' : ellipsis) : ellipsis + text.slice(start.length)
}

/** The marked lines of a source and some on either side, numbered; long lines cut, shifted or broken as they are read. */
export const sourceExcerpt = (
  at: SourceLocation,
  context: UiContext,
  { columns, reading, around = 1 }: ExcerptOptions,
): readonly Line[] => {
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
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).flatMap(number => {
    const isMarked = number >= first && number <= last
    const gutter = `${String(number).padStart(digits)} ${glyphs.vertical} `
    const text = shown(source[number - 1] ?? '')
    const room = columns - digits - 5
    const parts = reading.isWrapped ? wrap(text, room) : [shifted(text, reading.shift, glyphs.ellipsis)]
    return parts.map((part, row) =>
      line(
        span(isMarked && row === 0 ? `${glyphs.towards} ` : '  ', 'parting'),
        span(row === 0 ? gutter : `${' '.repeat(digits)} ${glyphs.vertical} `, 'rule'),
        span(part, isMarked ? 'marked' : undefined),
      ),
    )
  })
}
