import type { TextSource } from '../formats/text-source.ts'
import type { Code, CodeKind, Language } from './expression.ts'
import { type Token, tokenize } from './tokens.ts'

/** A place among the tokens of a program text. */
export class TokenCursor {
  readonly tokens: readonly Token[]
  position = 0
  protected depth = 0
  /** Ruby and Elixir call without parentheses. */
  protected readonly commandCalls: boolean
  readonly source: TextSource
  readonly language: Language

  constructor(source: TextSource, language: Language, from = 0, to = source.text.length, depth = 0) {
    this.depth = depth
    this.source = source
    this.language = language
    this.tokens = tokenize(source.text, language, from, to)
    this.commandCalls = language === 'ruby' || language === 'elixir'
  }

  peek(offset = 0): Token | undefined {
    return this.tokens[this.position + offset]
  }

  is(text: string, offset = 0): boolean {
    const token = this.peek(offset)
    return token !== undefined && token.kind !== 'string' && token.text === text
  }

  take(text: string): boolean {
    if (!this.is(text)) return false
    this.position += 1
    return true
  }

  protected place(start: number, kind: CodeKind): Code {
    const end = this.tokens[this.position - 1]?.end ?? start
    return { ...kind, source: this.source, start, end: Math.max(start, end) }
  }

  /** White space or a line break stands between the token before and this one. */
  protected spaced(): boolean {
    return (this.peek()?.start ?? 0) > (this.peek(-1)?.end ?? 0)
  }

  onNewLine(): boolean {
    const [before, token] = [this.peek(-1), this.peek()]
    if (before === undefined || token === undefined) return true
    return this.source.text.slice(before.end, token.start).includes('\n')
  }
}
