import type { Code, NamedArgument, ObjectEntry } from './expression.ts'
import { TokenCursor } from './token-cursor.ts'

export interface Items {
  readonly items: Code[]
  readonly named: NamedArgument[]
  readonly entries: ObjectEntry[]
  /** What stood between the items. */
  readonly block?: readonly Code[]
}

/** Reads what stands between brackets: arguments, elements, entries. */
export abstract class ItemReader extends TokenCursor {
  protected nesting = 0

  abstract expression(power?: number): Code | undefined
  abstract statement(): Code | undefined
  protected abstract lambda(start: number): Code

  /** Whether the brace just passed opens a literal, and not a block of statements. */
  protected opensObject(): boolean {
    if (['python', 'ruby', 'elixir'].includes(this.language)) return true
    const [token, next] = [this.peek(), this.peek(1)]
    if (this.nesting === 0 || token === undefined) return false
    if (token.kind === 'punctuation') return token.text === '}' || token.text === '...'
    return (
      next !== undefined &&
      next.kind !== 'string' &&
      (next.text === ':' || (this.language === 'javascript' && next.text === ','))
    )
  }

  /** Comma-separated items up to a closing bracket, or to the end of the line. */
  protected items(close: string | undefined): Items {
    this.nesting += 1
    const read = this.readItems(close)
    this.nesting -= 1
    return read
  }

  protected readItems(close: string | undefined): Items {
    const extras: Code[] = []
    const items: Code[] = []
    const named: NamedArgument[] = []
    const entries: ObjectEntry[] = []
    for (let count = 0; count < 10_000; count += 1) {
      if (close !== undefined && this.take(close)) break
      if (this.peek() === undefined) break
      const token = this.peek()
      const before = this.position
      const isLabel = token?.kind === 'name' && this.is(':', 1) && !this.is('::', 1)
      const isKeyword = token?.kind === 'name' && this.is('=', 1) && this.language !== 'ruby'
      if (token?.kind === 'name' && (isLabel || isKeyword)) {
        this.position += 2
        const value = this.expression()
        if (value !== undefined) {
          named.push({ name: token.text, value })
          entries.push({ key: this.place(token.start, { kind: 'literal', value: token.text }), value })
        }
      } else {
        const code = this.expression()
        if (code !== undefined && this.language === 'csharp' && this.take('=>')) items.push(this.lambda(code.start))
        else if (code !== undefined && (this.take('=>') || this.take(':'))) {
          const value = this.expression()
          if (value !== undefined) entries.push({ key: code, value })
          if (value !== undefined && code.kind === 'literal') named.push({ name: String(code.value), value })
        } else if (code?.kind === 'spread') {
          entries.push({ spread: code.of })
          items.push(code)
        } else if (code !== undefined) items.push(code)
      }
      if (this.take(',')) continue
      if (close === undefined) break
      if (this.take(close)) break
      if (this.position === before || !this.is(close)) this.passTo(close, extras)
    }
    return { items, named, entries, ...(extras.length > 0 && !this.commandCalls ? { block: extras } : {}) }
  }

  /** Goes to the next comma or the closing bracket of this level; what is read on the way (a function's body) is kept. */
  protected passTo(close: string, extras: Code[]): void {
    while (this.peek() !== undefined && !this.is(close)) {
      if (this.take(',')) return
      const before = this.position
      const code = this.statement()
      if (code !== undefined) extras.push(code)
      if (this.position === before) this.position += 1
    }
  }
}
