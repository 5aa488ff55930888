import { cellsOf, isOfCertainWidth } from './cells.ts'
import type { Line, Span } from './line.ts'
import { linkRuns } from './line.ts'
import type { Erasure, Piece } from './place-pieces.ts'
import type { Painter } from './theme.ts'

export interface ScreenChanges {
  readonly erased: readonly Erasure[]
  readonly pieces: readonly Piece[]
}

/** A piece before it is painted. */
interface Part extends Span {
  readonly column: number
  readonly cells: number
}

// A gap is dearer to draw than to jump over from about here.
const gap = / {4,}/

const inked = (span: Span, column: number): readonly Part[] => {
  const parts: Part[] = []
  let at = column
  for (const text of span.text.split(/( {4,})/)) {
    const cells = cellsOf(text)
    if (text.trim() !== '') parts.push({ ...span, text, column: at, cells })
    at += cells
  }
  return parts
}

/** What of a line can be seen. */
const partsOf = (line: Line, { showsBlanks }: Painter): readonly Part[] => {
  const parts: Part[] = []
  let column = 0
  for (const span of line) {
    const cells = cellsOf(span.text)
    if (showsBlanks(span.role)) parts.push({ ...span, column, cells })
    else if (gap.test(span.text)) parts.push(...inked(span, column))
    else if (span.text.trim() !== '') parts.push({ ...span, column, cells })
    column += cells
  }
  return parts
}

const isSame = (one: Line, other: Line): boolean =>
  one.length === other.length &&
  one.every((part, index) => {
    const { text, role, link } = other[index] ?? {}
    return part.text === text && part.role === role && part.link === link
  })

const isCertain = (line: Line): boolean => line.every(({ text }) => isOfCertainWidth(text))

/** A row drawn as a whole; each link in it is a piece that follows the one before. */
const wholeRow = (row: number, line: Line, painter: Painter): readonly Piece[] => {
  const runs = linkRuns(line)
  return runs.map((run, index): Piece => {
    const text = painter.line(run)
    const { link } = run[0] ?? {}
    return {
      row,
      ...(index === 0 ? { column: 0 } : {}),
      text: index === runs.length - 1 ? text.trimEnd() : text,
      ...(link === undefined ? {} : { link }),
    }
  })
}

const nothing: Line = []

/**
 * What has to be drawn for one frame to become the other. Blanks are not drawn and what stays is not drawn again: what Ink costs is the
 * cells it is given. A row with text that a terminal may measure otherwise is drawn as a whole.
 */
export const screenChanges = (before: readonly Line[], after: readonly Line[], painter: Painter): ScreenChanges => {
  const erased: Erasure[] = []
  const pieces: Piece[] = []
  for (let row = 0; row < Math.max(before.length, after.length); row++) {
    const [old, line] = [before[row] ?? nothing, after[row] ?? nothing]
    if (old === line || isSame(old, line)) continue
    if (!isCertain(old) || !isCertain(line)) {
      erased.push({ row, column: 0 })
      pieces.push(...wholeRow(row, line, painter))
      continue
    }
    const keyOf = ({ column, role, link, text }: Part): string => `${column} ${role} ${link} ${text}`
    const [gone, come] = [partsOf(old, painter), partsOf(line, painter)]
    const kept = new Set(gone.map(keyOf))
    const drawn = new Set(come.map(keyOf))
    for (const part of gone) if (!drawn.has(keyOf(part))) erased.push({ row, column: part.column, cells: part.cells })
    for (const part of come) {
      if (kept.has(keyOf(part))) continue
      const { column, link } = part
      pieces.push({ row, column, text: painter.line([part]), ...(link === undefined ? {} : { link }) })
    }
  }
  return { erased, pieces }
}
