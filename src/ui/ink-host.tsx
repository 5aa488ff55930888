import { EventEmitter } from 'node:events'
import { render, Transform } from 'ink'
import type { Caret, Erasure, Piece } from './place-pieces.ts'
import { placePieces } from './place-pieces.ts'
import { screenChanges } from './screen-changes.ts'
import type { Size } from './state.ts'
import type { Painter } from './theme.ts'
import type { Drawing } from './views/drawing.ts'

export interface ScreenOptions {
  readonly size: Size
  readonly painter: Painter
  /** Whether the screen is ours to draw on. */
  readonly isOurs: () => boolean
}

/** What draws frames on the screen. */
export interface Screen {
  readonly show: (drawing: Drawing) => void
  /** Stops drawing; what is on the screen stays. */
  readonly close: () => void
}

// Between the pieces that Ink is given at once. No text of a frame has control characters.
const separator = '\u001f'

/**
 * What Ink takes for the terminal: of one size for ever, and mute once it is closed. Another size gets another screen, so that Ink
 * never draws a frame that was made for another width. Ink runs in its debug mode, in which each write is all that it was given to
 * draw; here each piece goes where it belongs. (Ink's own incremental mode is one line off in 6.8, and a frame that fills the
 * terminal makes it wipe the scrollback.)
 */
class Surface extends EventEmitter {
  readonly columns = 1
  readonly rows: number
  readonly isTTY = true
  readonly writable = true
  caret: Caret | undefined
  erased: readonly Erasure[] = []
  /** Where the pieces belong that Ink has. */
  pieces: readonly Piece[] = []
  isMute = false
  readonly #stdout: NodeJS.WriteStream
  readonly #isOurs: () => boolean

  constructor(stdout: NodeJS.WriteStream, size: Size, isOurs: () => boolean) {
    super()
    this.#stdout = stdout
    this.#isOurs = isOurs
    this.rows = size.rows
  }

  write(drawn: string): boolean {
    // As the process ends Ink draws its last frame again, however it ends: by then the screen is given back.
    if (this.isMute || !this.#isOurs()) return true
    const texts = drawn.split(separator)
    const placed = this.pieces.map((piece, index) => ({ ...piece, text: texts[index] ?? '' }))
    return this.#stdout.write(placePieces(this.erased, placed, this.caret))
  }
}

/**
 * The only module that knows Ink. Ink draws and nothing else: keys, size, modes and signals are the terminal's business (`terminal.ts`).
 * It is given the pieces that changed, as one line of text: what Ink 6 costs is the cells it is given. The text comes by way of
 * `Transform`, for Ink measures every text that it lays out, twice, and keeps the measures of all of them for ever.
 */
export const openScreen = (
  stdin: NodeJS.ReadStream,
  stdout: NodeJS.WriteStream,
  { size, painter, isOurs }: ScreenOptions,
): Screen => {
  const surface = new Surface(stdout, size, isOurs)
  const instance = render(null, {
    stdin,
    stdout: surface as unknown as NodeJS.WriteStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  })
  let shown: Drawing['lines'] = []
  return {
    show: ({ lines, caret }) => {
      const isCaretMoved = caret?.x !== surface.caret?.x || caret?.y !== surface.caret?.y
      const { erased, pieces } = screenChanges(shown, lines, painter)
      surface.erased = erased
      surface.pieces = pieces
      surface.caret = caret
      shown = lines
      if (pieces.length > 0) {
        const text = pieces.map(piece => piece.text).join(separator)
        instance.rerender(<Transform transform={() => text}> </Transform>)
      } else if (erased.length > 0 || isCaretMoved) surface.write('')
    },
    close: () => {
      surface.isMute = true
      instance.unmount()
    },
  }
}
