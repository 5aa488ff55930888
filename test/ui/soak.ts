import xterm from '@xterm/headless'
import { bindings } from '../../src/ui/bindings.ts'
import { cellsOf } from '../../src/ui/cells.ts'
import { runUi } from '../../src/ui/run-ui.ts'
import type { Size } from '../../src/ui/state.ts'
import { asStdin, asStdout, FakeStdin, FakeStdout } from './fake-terminal.ts'
import { manyFindings } from './fixture-analysis.ts'
import { fixtureHost } from './fixture-host.ts'

const sequences: Readonly<Record<string, string>> = {
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  'shift-tab': '\u001b[Z',
  space: ' ',
  backspace: '\u007f',
  'page-up': '\u001b[5~',
  'page-down': '\u001b[6~',
  home: '\u001b[H',
  end: '\u001b[F',
  'wheel-up': '\u001b[<64;10;10M',
  'wheel-down': '\u001b[<65;10;10M',
}

/** Everything that is bound but the ways out, and text of every width. */
const inputs: readonly string[] = [
  ...bindings
    .filter(({ command }) => command !== 'quit' && command !== 'suspend' && command !== 'edit-source')
    .flatMap(({ keys }) => keys)
    .filter(key => key !== 'q')
    .map(key => sequences[key] ?? (key.startsWith('ctrl-') ? String.fromCharCode(key.charCodeAt(5) - 96) : key)),
  ...['漢', 'ｶﾞ', 'e\u0301', '👩‍👩‍👧', '🇯🇵', '①', ' ', '\u202e', 'https://stg.kumocard.example/'],
  ...['\u001b5', '\u001b[<0;20;8M', '\u001b[<0;40;1M', '\u001b[200~paste\r\nof two lines\u001b[201~'],
]
const sizes: readonly Size[] = [
  { columns: 160, rows: 53 },
  { columns: 40, rows: 12 },
  { columns: 100, rows: 30 },
  { columns: 30, rows: 8 },
  { columns: 200, rows: 60 },
]

/** Numbers that look random and are the same for the same seed (Numerical Recipes). */
const numbers = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export interface SoakOptions {
  readonly findings: number
  readonly seed: number
  /** Asked after every round of keys. */
  readonly goesOn: (keys: number) => boolean
  readonly keysInRound: number
  readonly lang?: 'en' | 'ja'
}

/**
 * Random keys on the whole UI and an emulated terminal. After each round the screen must be whole: as many lines as the terminal has but
 * one, a title, a rule under it, and nothing wider than the terminal. Gives the number of keys; throws with the screen when it is broken.
 */
export const soak = async ({ findings, seed, goesOn, keysInRound, lang = 'en' }: SoakOptions): Promise<number> => {
  const random = numbers(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  let size = sizes[0] as Size
  const terminal = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true, scrollback: 0 })
  const stdin = new FakeStdin()
  const stdout = new FakeStdout(size, text => terminal.write(text.replaceAll(/(?<!\r)\n/g, '\r\n')))
  const analysis = manyFindings(findings)
  // The help can run any command, the way out among them: then the UI is started again.
  let isOver = false
  let done: Promise<unknown> = Promise.resolve()
  const start = (): void => {
    isOver = false
    done = runUi(fixtureHost({ stdin: asStdin(stdin), stdout: asStdout(stdout), analysis, lang })).then(() => {
      isOver = true
    })
  }
  start()
  const drawn = (): Promise<void> => new Promise(resolve => terminal.write('', resolve))
  let keys = 0
  do {
    for (let key = 0; key < keysInRound; key++) {
      stdin.type(pick(inputs))
      await Promise.resolve()
      if (isOver) start()
    }
    keys += keysInRound
    if (random() < 0.2) {
      size = pick(sizes)
      terminal.resize(size.columns, size.rows)
      stdout.resize(size)
      await new Promise(resolve => setTimeout(resolve, 40))
    }
    await drawn()
    if (isOver) {
      start()
      await drawn()
    }
    const { active } = terminal.buffer
    const lines = Array.from(
      { length: size.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    )
    const isTooSmall = size.columns < 40 || size.rows < 12
    const isWhole = isTooSmall
      ? /too small|小さすぎ/.test(lines[0] ?? '')
      : (lines[0] ?? '').startsWith('sotsu') && /^╌+$/.test(lines[1] ?? '') && cellsOf(lines[1] ?? '') === size.columns
    const isWithin = lines.every(line => cellsOf(line) <= size.columns) && lines.at(-1) === ''
    if (!isWhole || !isWithin)
      throw new Error(`broken after ${keys} keys at ${size.columns}x${size.rows}:\n${lines.join('\n')}`)
  } while (goesOn(keys))
  stdin.type('\u0003')
  await done
  terminal.dispose()
  return keys
}
