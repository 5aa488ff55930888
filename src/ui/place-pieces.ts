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
  /** Absent: right behind the piece before. */
  readonly column?: number
  readonly text: string
  /** The address that a terminal opens for it. */
  readonly link?: string
}

const startUpdate = '\u001b[?2026h'
const endUpdate = '\u001b[?2026l'
const hideCursor = '\u001b[?25l'
const showCursor = '\u001b[?25h'

const at = (row: number, column: number): string => `\u001b[${row + 1};${column + 1}H`

const erase = ({ row, column, cells }: Erasure): string =>
  `${at(row, column)}\u001b[${cells === undefined ? 'K' : `${cells}X`}`

// An address is printable ASCII; VTE, which takes the shortest ones, takes 2083 bytes.
const isAddress = (link: string): boolean => /^[\x21-\x7e]{1,2083}$/.test(link)

/** https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda (OSC 8). */
const linkTo = (link: string): string => `\u001b]8;;${link}\u001b\\`

const drawn = ({ row, column, text, link }: Piece): string => {
  const place = column === undefined ? '' : at(row, column)
  return link === undefined || !isAddress(link) ? place + text : `${place}${linkTo(link)}${text}${linkTo('')}`
}

/** What puts pieces in their places and the cursor where it belongs, as one synchronized update. What is in their way is erased first. */
export const placePieces = (erased: readonly Erasure[], pieces: readonly Piece[], caret: Caret | undefined): string => {
  // Out of sight it waits at the top: made smaller, xterm drops as many rows of the other screen as it needs to keep the cursor's row.
  const cursor = caret === undefined ? at(0, 0) : at(caret.y, caret.x) + showCursor
  return startUpdate + hideCursor + erased.map(erase).join('') + pieces.map(drawn).join('') + cursor + endUpdate
}
