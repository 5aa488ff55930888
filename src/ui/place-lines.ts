/** A cell of the screen, counted from 0. */
export interface Caret {
  readonly x: number
  readonly y: number
}

/** A line of the screen, and the row it belongs in. */
export interface PlacedLine {
  readonly row: number
  readonly text: string
}

const startUpdate = '\u001b[?2026h'
const endUpdate = '\u001b[?2026l'
const hideCursor = '\u001b[?25l'
const showCursor = '\u001b[?25h'

const at = (row: number, column: number): string => `\u001b[${row + 1};${column + 1}H`

/** What puts lines in their rows and the cursor where it belongs, as one synchronized update. */
export const placeLines = (lines: readonly PlacedLine[], caret: Caret | undefined): string => {
  // Erased first: a terminal that draws a character wider than expected must not lose the end of the line.
  const placed = lines.map(({ row, text }) => `${at(row, 0)}\u001b[2K${text}`).join('')
  return startUpdate + hideCursor + placed + (caret === undefined ? '' : at(caret.y, caret.x) + showCursor) + endUpdate
}

/** The rows in which two frames differ. */
export const changedRows = (before: readonly string[], after: readonly string[]): readonly number[] =>
  Array.from({ length: Math.max(before.length, after.length) }, (_, row) => row).filter(
    row => (before[row] ?? '') !== (after[row] ?? ''),
  )
