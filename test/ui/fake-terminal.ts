import { EventEmitter } from 'node:events'
import type { Size } from '../../src/ui/state.ts'

/** Standard input of a terminal, as far as the UI uses it. */
export class FakeStdin extends EventEmitter {
  readonly isTTY = true
  isRaw = false

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw
    return this
  }
  setEncoding(): this {
    return this
  }
  resume(): this {
    return this
  }
  pause(): this {
    return this
  }
  type(text: string): void {
    this.emit('data', text)
  }
}

/** Standard output of a terminal: what is written goes to `onWrite`. */
export class FakeStdout extends EventEmitter {
  readonly isTTY = true
  columns: number
  rows: number
  readonly #onWrite: (text: string) => void

  constructor(size: Size, onWrite: (text: string) => void) {
    super()
    this.columns = size.columns
    this.rows = size.rows
    this.#onWrite = onWrite
  }

  write(text: string): boolean {
    this.#onWrite(text)
    return true
  }
  resize(size: Size): void {
    this.columns = size.columns
    this.rows = size.rows
    this.emit('resize')
  }
}

export const asStdin = (stdin: FakeStdin): NodeJS.ReadStream => stdin as unknown as NodeJS.ReadStream
export const asStdout = (stdout: FakeStdout): NodeJS.WriteStream => stdout as unknown as NodeJS.WriteStream
