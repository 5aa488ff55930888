/** A cell of the screen, counted from 0. */
export interface Caret {
  readonly x: number
  readonly y: number
}

const startUpdate = '\u001b[?2026h'
const endUpdate = '\u001b[?2026l'
const hideCursor = '\u001b[?25l'
const showCursor = '\u001b[?25h'

const at = (row: number, column: number): string => `\u001b[${row + 1};${column + 1}H`

/**
 * What turns one frame on a terminal into the next, as one synchronized update: only lines that differ are written. Empty when nothing
 * differs.
 */
export const paintChanges = (
  before: readonly string[],
  after: readonly string[],
  caretBefore: Caret | undefined,
  caretAfter: Caret | undefined,
): string => {
  let changes = ''
  for (let row = 0; row < Math.max(before.length, after.length); row++) {
    const line = after[row] ?? ''
    // Erased first: a terminal that draws a character wider than expected must not lose the end of the line.
    if (line !== (before[row] ?? '')) changes += `${at(row, 0)}\u001b[2K${line}`
  }
  const isCaretMoved = caretBefore?.x !== caretAfter?.x || caretBefore?.y !== caretAfter?.y
  if (changes === '' && !isCaretMoved) return ''
  const caret = caretAfter === undefined ? hideCursor : at(caretAfter.y, caretAfter.x) + showCursor
  return startUpdate + hideCursor + changes + caret + endUpdate
}
