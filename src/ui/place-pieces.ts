/** A cell of the screen, counted from 0. */
export interface Caret {
  readonly x: number
  readonly y: number
}

/** Cells of one row that become blank. */
export interface Erasure {
  readonly row: number
  readonly column: number
  /** To the end of the row where it is not said. */
  readonly cells?: number
}

/** Painted text, and where on the screen it begins. */
export interface Piece {
  readonly row: number
  readonly column: number
  readonly text: string
}

const startUpdate = '\u001b[?2026h'
const endUpdate = '\u001b[?2026l'
const hideCursor = '\u001b[?25l'
const showCursor = '\u001b[?25h'

const at = (row: number, column: number): string => `\u001b[${row + 1};${column + 1}H`

const erase = ({ row, column, cells }: Erasure): string =>
  `${at(row, column)}\u001b[${cells === undefined ? 'K' : `${cells}X`}`

/** What puts pieces in their places and the cursor where it belongs, as one synchronized update. What is in their way is erased first. */
export const placePieces = (erased: readonly Erasure[], pieces: readonly Piece[], caret: Caret | undefined): string => {
  const placed = pieces.map(({ row, column, text }) => at(row, column) + text)
  const cursor = caret === undefined ? '' : at(caret.y, caret.x) + showCursor
  return startUpdate + hideCursor + erased.map(erase).join('') + placed.join('') + cursor + endUpdate
}
