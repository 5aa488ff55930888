import type { SourceLocation } from '../model/source-location.ts'
import { wrap } from './cells.ts'
import type { UiContext } from './context.ts'
import type { Line } from './line.ts'
import { beside, line, span } from './line.ts'
import { shown } from './shown.ts'
import type { Role } from './theme.ts'

/** Something the cursor can stand on: the line it starts at, and the source line that `e` opens there. */
export interface Stop {
  readonly line: number
  readonly at: SourceLocation | undefined
}

/** Lines made for one width, longer than the screen as may be. */
export interface Document {
  readonly lines: readonly Line[]
  readonly stops: readonly Stop[]
}

/** Escaped text in lines of at most `columns` cells, each with an indent. */
export const paragraph = (text: string, columns: number, role?: Role, indent = ''): readonly Line[] =>
  text
    .split(/\r\n|\n|\r/)
    .flatMap(part => wrap(shown(part), columns - indent.length))
    .map(part => line(span(indent + part, role)))

/** Two blocks as columns; the shorter one is filled up with empty lines. */
export const columnsOf = (
  left: readonly Line[],
  right: readonly Line[],
  columns: number,
  { glyphs }: UiContext,
): readonly Line[] => {
  const width = { left: Math.floor((columns - 3) / 2), right: Math.ceil((columns - 3) / 2) }
  const separator = span(` ${glyphs.vertical} `, 'rule')
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
    beside(left[index] ?? [], right[index] ?? [], width, separator, glyphs.ellipsis),
  )
}

/** How wide one of two blocks may be. */
export const columnWidth = (columns: number): number => Math.floor((columns - 3) / 2)
