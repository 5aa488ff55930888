import { EventEmitter } from 'node:events'
import { render, Text } from 'ink'
import type { Caret } from './place-lines.ts'
import { changedRows, placeLines } from './place-lines.ts'
import type { Size } from './state.ts'

/** The screen as text with SGR sequences, each line at most as wide as the terminal. */
export interface Painted {
  readonly lines: readonly string[]
  readonly caret: Caret | undefined
}

/** What draws frames on the screen. */
export interface Screen {
  readonly show: (painted: Painted) => void
  /** Stops drawing; what is on the screen stays. */
  readonly close: () => void
}

// Ink never has to fit a line: those it gets are as wide as the screen, and its own measure of a rare character may be wider.
const spareColumns = 8

/**
 * What Ink takes for the terminal: of one size for ever, and mute once it is closed. Another size gets another screen, so that Ink
 * never draws a frame that was made for another width. Ink runs in its debug mode, in which each write is all that it was given to
 * draw; here each line goes to the row it belongs in. (Ink's own incremental mode is one line off in 6.8, and a frame that fills the
 * terminal makes it wipe the scrollback.)
 */
class Surface extends EventEmitter {
  readonly columns: number
  readonly rows: number
  readonly isTTY = true
  readonly writable = true
  caret: Caret | undefined
  /** The rows of the screen that Ink's lines belong in. */
  targets: readonly number[] = []
  isMute = false
  readonly #stdout: NodeJS.WriteStream

  constructor(stdout: NodeJS.WriteStream, size: Size) {
    super()
    this.#stdout = stdout
    this.columns = size.columns + spareColumns
    this.rows = size.rows
  }

  write(drawn: string): boolean {
    if (this.isMute) return true
    const lines = drawn.split('\n')
    const placed = this.targets.map((row, index) => ({ row, text: lines[index] ?? '' }))
    return this.#stdout.write(placeLines(placed, this.caret))
  }
}

/**
 * The only module that knows Ink. Ink draws and nothing else: keys, size, modes and signals are the terminal's business (`terminal.ts`).
 * It is given the lines that changed, as one text: what Ink 6 costs is the cells it is given. The terminal must be cleared.
 */
export const openScreen = (stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream, size: Size): Screen => {
  const surface = new Surface(stdout, size)
  const instance = render(null, {
    stdin,
    stdout: surface as unknown as NodeJS.WriteStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  })
  let shown: readonly string[] = []
  let frames = 0
  return {
    show: ({ lines, caret }) => {
      const isCaretMoved = caret?.x !== surface.caret?.x || caret?.y !== surface.caret?.y
      surface.targets = changedRows(shown, lines)
      surface.caret = caret
      shown = lines
      if (surface.targets.length > 0) {
        frames += 1
        // A key of its own: the same text may belong in other rows, and React would not draw it again.
        instance.rerender(
          <Text key={frames}>{surface.targets.map(row => (lines[row] ?? '').trimEnd()).join('\n')}</Text>,
        )
      } else if (isCaretMoved) surface.write('')
    },
    close: () => {
      surface.isMute = true
      instance.unmount()
    },
  }
}
