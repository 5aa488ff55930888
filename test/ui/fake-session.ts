import { setTimeout as wait } from 'node:timers/promises'
import xterm from '@xterm/headless'
import { runUi } from '../../src/ui/run-ui.ts'
import type { Size } from '../../src/ui/state.ts'
import type { UiHost } from '../../src/ui/ui-host.ts'
import { asStdin, asStdout, FakeStdin, FakeStdout } from './fake-terminal.ts'
import { fixtureHost } from './fixture-host.ts'
import { linkOn } from './link-on.ts'

/** The whole UI on an emulated terminal that has something on its normal screen already. */
export class FakeSession {
  readonly stdin = new FakeStdin()
  readonly stdout: FakeStdout
  readonly written: string[] = []
  readonly #terminal: InstanceType<typeof xterm.Terminal>
  readonly exit: Promise<number>

  constructor(size: Size, given: Partial<UiHost> = {}, { hasOtherScreen = true } = {}) {
    this.#terminal = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true })
    this.#terminal.write('$ sotsu\r\n')
    this.stdout = new FakeStdout(size, text => {
      this.written.push(text)
      const understood = hasOtherScreen ? text : text.replaceAll(/\u001b\[\?1049[hl]/g, '')
      this.#terminal.write(understood.replaceAll(/(?<!\r)\n/g, '\r\n'))
    })
    this.exit = runUi(fixtureHost({ stdin: asStdin(this.stdin), stdout: asStdout(this.stdout), ...given }))
  }

  type(text: string): this {
    this.stdin.type(text)
    return this
  }

  resize(size: Size): this {
    this.#terminal.resize(size.columns, size.rows)
    this.stdout.resize(size)
    return this
  }

  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate'
  }

  /** What a person sees, once everything written has been drawn. */
  async screen(): Promise<string> {
    await new Promise<void>(resolve => this.#terminal.write('', resolve))
    const { active } = this.#terminal.buffer
    const lines = Array.from({ length: this.#terminal.rows }, (_, row) =>
      active
        .getLine(active.viewportY + row)
        ?.translateToString(true)
        .trimEnd(),
    )
    return lines.join('\n').trimEnd()
  }

  /** What leads somewhere: each text with its address, row by row. */
  async links(): Promise<readonly string[]> {
    await this.screen()
    const found: string[] = []
    const { active } = this.#terminal.buffer
    for (let row = active.viewportY; row < active.viewportY + this.#terminal.rows; row++) {
      let last = ''
      for (let x = 0; x < this.#terminal.cols; x++) {
        const link = linkOn(this.#terminal, row, x)
        const text = active.getLine(row)?.getCell(x)?.getChars() ?? ''
        if (link !== '') found.push(last === link ? `${found.pop()}${text}` : `${link} ${text}`)
        last = link
      }
    }
    return found
  }

  /** The screen as soon as it satisfies a condition; fails with the screen as it is when it never does. */
  async until(isReached: (screen: string) => boolean): Promise<string> {
    for (let attempt = 0; attempt < 400; attempt++) {
      const screen = await this.screen()
      if (isReached(screen)) return screen
      await wait(5)
    }
    throw new Error(`never reached:\n${await this.screen()}`)
  }
}
