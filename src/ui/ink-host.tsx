import { EventEmitter } from 'node:events'
import { Box, render, Text } from 'ink'
import { memo } from 'react'
import type { Caret } from './paint-changes.ts'
import { paintChanges } from './paint-changes.ts'
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

const bodyTop = 2

const Row = memo(({ text }: { readonly text: string }) => <Text wrap="truncate">{text}</Text>)

/**
 * The chrome: title and footer. The body between them is not Ink's: laying out a full screen of text takes Ink 6 longer than a key
 * repeats.
 */
const Chrome = ({ lines }: { readonly lines: readonly string[] }) => (
  <Box flexDirection="column">
    {lines.map((text, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
      <Row key={row} text={text} />
    ))}
  </Box>
)

/**
 * What Ink takes for the terminal: of one size for ever, and mute once it is closed. Another size gets another screen, so that Ink
 * never draws a frame that was made for another width. Ink runs in its debug mode, in which each write is one whole frame; here only
 * the lines that changed go on to the terminal. (Ink's own incremental mode is one line off in 6.8, and a frame that fills the
 * terminal makes it wipe the scrollback.)
 */
class Surface extends EventEmitter {
  readonly columns: number
  readonly rows: number
  readonly isTTY = true
  readonly writable = true
  caret: Caret | undefined
  /** Shown between the header and the footer. */
  body: readonly string[] = []
  isMute = false
  readonly #stdout: NodeJS.WriteStream
  #shown: readonly string[] = []
  #shownCaret: Caret | undefined

  constructor(stdout: NodeJS.WriteStream, size: Size) {
    super()
    this.#stdout = stdout
    this.columns = size.columns
    this.rows = size.rows
  }

  write(frame: string): boolean {
    if (this.isMute) return true
    const chrome = frame.split('\n')
    const lines = [...chrome.slice(0, bodyTop), ...this.body, ...chrome.slice(bodyTop)]
    const changes = paintChanges(this.#shown, lines, this.#shownCaret, this.caret)
    this.#shown = lines
    this.#shownCaret = this.caret
    return changes === '' ? true : this.#stdout.write(changes)
  }
}

/**
 * The only module that knows Ink. Ink draws and nothing else: keys, size, modes and signals are the terminal's business (`terminal.ts`).
 * The terminal must be cleared.
 */
export const openScreen = (stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream, size: Size): Screen => {
  const surface = new Surface(stdout, size)
  const instance = render(<Chrome lines={[]} />, {
    stdin,
    stdout: surface as unknown as NodeJS.WriteStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  })
  return {
    show: ({ lines, caret }) => {
      surface.caret = caret
      surface.body = lines.slice(bodyTop, -1)
      instance.rerender(<Chrome lines={[...lines.slice(0, bodyTop), ...lines.slice(-1)]} />)
    },
    close: () => {
      surface.isMute = true
      instance.unmount()
    },
  }
}
