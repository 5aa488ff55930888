import type { Code } from './expression.ts'
import { PostfixReader } from './postfix-reader.ts'
import { binaryPower, literalWords, prefixWords } from './word-tables.ts'

/**
 * Reads expressions of the languages without a parser of their own, tolerantly: what is not understood becomes `other`,
 * and the reader always moves on. It knows calls, members, literalWords, collections and the operators that settings pass through.
 */
export class ExpressionReader extends PostfixReader {
  expression(power = 0): Code | undefined {
    if (this.depth > 150) return undefined
    this.depth += 1
    let left = this.primary()
    if (left !== undefined) left = this.operators(left, power)
    this.depth -= 1
    return left
  }

  protected operators(first: Code, power: number): Code {
    let left = first
    for (;;) {
      const token = this.peek()
      if (token === undefined || token.kind === 'string') return left
      if (
        this.onNewLine() &&
        (this.language === 'python' || this.commandCalls) &&
        !['||', 'or', '+'].includes(token.text)
      )
        return left
      const operator = this.language === 'php' && token.text === '.' ? '+' : token.text
      const strength = binaryPower[operator]
      if (strength !== undefined && strength > power) {
        this.position += 1
        const right = this.expression(strength)
        if (right === undefined) return left
        left = this.place(left.start, { kind: 'binary', operator: operator === '<>' ? '+' : operator, left, right })
      } else if (token.text === 'if' && this.language === 'python' && power === 0 && !this.onNewLine()) {
        this.position += 1
        const test = this.expression(1)
        if (test === undefined || !this.take('else')) return left
        const no = this.expression()
        if (no === undefined) return left
        left = this.place(left.start, { kind: 'conditional', test, yes: left, no })
      } else if (token.text === '?' && power === 0 && this.language !== 'rust' && !this.commandCalls) {
        this.position += 1
        const yes = this.expression()
        if (yes === undefined || !this.take(':')) return left
        const no = this.expression()
        if (no === undefined) return left
        left = this.place(left.start, { kind: 'conditional', test: left, yes, no })
      } else if (
        token.text === 'as' &&
        (this.language === 'rust' || this.language === 'csharp' || this.language === 'kotlin')
      ) {
        this.position += 2
      } else return left
    }
  }

  protected primary(): Code | undefined {
    const token = this.peek()
    if (token === undefined) return undefined
    const { start } = token
    if (token.kind === 'string') return this.postfix(this.strings(start))
    this.position += 1
    if (token.kind === 'number')
      return this.place(start, { kind: 'literal', value: Number(token.text.replaceAll('_', '')) })
    if (token.kind === 'symbol') return this.place(start, { kind: 'literal', value: token.text })
    if (token.kind === 'name') {
      if (prefixWords.has(token.text) && this.peek() !== undefined && !this.onNewLine()) {
        this.fresh = token.text === 'new'
        return this.expression(7)
      }
      if (Object.hasOwn(literalWords, token.text))
        return this.place(start, { kind: 'literal', value: literalWords[token.text] ?? null })
      return this.postfix(this.place(start, { kind: 'name', name: token.text }))
    }
    return this.punctuated(token.text, start)
  }

  protected punctuated(text: string, start: number): Code | undefined {
    switch (text) {
      case '&':
      case '*':
      case '**':
      case '...':
      case '..': {
        if (this.onNewLine()) break
        const of = this.expression(7)
        if (of === undefined) return undefined
        return text === '&' || (text === '*' && this.language === 'go') ? of : this.place(start, { kind: 'spread', of })
      }
      case '-': {
        const operand = this.expression(7)
        if (operand?.kind === 'literal' && typeof operand.value === 'number')
          return { ...operand, value: -operand.value }
        return operand && this.place(start, { kind: 'other' })
      }
      case '!': {
        const operand = this.expression(7)
        return operand && this.place(start, { kind: 'other' })
      }
      case '->': {
        if (!this.commandCalls || !this.take('{')) break
        const result = this.expression()
        while (this.peek() !== undefined && !this.take('}')) this.position += 1
        return this.place(start, result === undefined ? { kind: 'function' } : { kind: 'function', result })
      }
      case '|':
      case '||': {
        if (this.language !== 'rust') break
        if (text === '|') while (this.peek() !== undefined && !this.take('|')) this.position += 1
        const result = this.expression()
        return this.place(start, result === undefined ? { kind: 'function' } : { kind: 'function', result })
      }
      case '(': {
        const { items } = this.items(')')
        const [only] = items
        return this.postfix(
          items.length === 1 && only !== undefined ? only : this.place(start, { kind: 'list', items }),
        )
      }
      case '[': {
        const { items, entries } = this.items(']')
        // Go's `[]string{"a", "b"}` and `[]byte("x")`: the type is dropped.
        if (this.language === 'go' && items.length === 0 && this.peek()?.kind === 'name') {
          const inner = this.expression(7)
          if (inner?.kind === 'call') return this.place(start, { kind: 'list', items: inner.args })
          return inner
        }
        return this.postfix(
          this.place(start, entries.length > 0 ? { kind: 'object', entries } : { kind: 'list', items }),
        )
      }
      case '%w':
        return this.wordList(start)
      case '%{':
      case '{': {
        if (text === '{' && !this.opensObject()) {
          if (this.nesting === 0) break
          this.position -= 1
          return this.braces(start)
        }
        const { items, entries } = this.items('}')
        return this.postfix(
          this.place(
            start,
            entries.length > 0 || items.length === 0 ? { kind: 'object', entries } : { kind: 'list', items },
          ),
        )
      }
    }
    this.position -= 1
    return undefined
  }

  /** `=> expression` or `=> { statements }`. */
  protected lambda(start: number): Code {
    if (this.is('{')) return this.braces(start)
    const body = this.statement()
    return this.place(start, body === undefined ? { kind: 'function' } : { kind: 'function', result: body })
  }

  /** `{ statements }` */
  protected braces(start: number): Code {
    this.take('{')
    const body: Code[] = []
    while (this.peek() !== undefined && !this.take('}')) {
      const before = this.position
      const code = this.statement()
      if (code !== undefined) body.push(code)
      if (this.position === before) this.position += 1
    }
    return this.place(start, { kind: 'function', body })
  }

  /** An expression, or an assignment to one; of several targets the first is bound. */
  statement(): Code | undefined {
    const target = this.expression()
    if (target === undefined) return undefined
    if (target.kind === 'name' && this.is(',') && (this.language === 'go' || this.language === 'python'))
      this.skipOtherTargets()
    this.skipAnnotation()
    if (!this.take('=') && !this.take(':=') && !this.take('||=')) return target
    const value = this.expression()
    return value && this.place(target.start, { kind: 'assign', target, value })
  }

  protected skipOtherTargets(): void {
    const start = this.position
    while (this.is(',') && this.peek(1)?.kind === 'name') this.position += 2
    if (!this.is('=') && !this.is(':=')) this.position = start
  }

  /** `name: Type = …` */
  protected skipAnnotation(): void {
    if (!this.is(':') || !['python', 'rust', 'kotlin'].includes(this.language) || this.onNewLine()) return
    const start = this.position
    for (let i = 0; i < 12; i += 1) {
      this.position += 1
      if (this.is('=')) return
      if (this.peek() === undefined || this.onNewLine()) break
    }
    this.position = start
  }

  protected wordList(start: number): Code {
    const open = this.peek()
    const from = open?.end ?? start
    const close = this.source.text.slice(from).search(/[\])}>]/)
    const end = close === -1 ? from : from + close
    while ((this.peek()?.start ?? end + 1) <= end) this.position += 1
    const words = this.source.text
      .slice(from, end)
      .split(/\s+/)
      .filter(word => word !== '')
    return this.place(start, { kind: 'list', items: words.map(value => this.place(start, { kind: 'literal', value })) })
  }

  protected strings(start: number): Code {
    const parts: Code[] = []
    while (this.peek()?.kind === 'string' && (parts.length === 0 || this.language === 'python')) {
      const token = this.peek()
      if (token?.kind !== 'string') break
      this.position += 1
      for (const piece of token.pieces) {
        if (typeof piece === 'string') parts.push(this.place(token.start, { kind: 'literal', value: piece }))
        else parts.push(this.interpolated(piece.start, piece.end))
      }
      if (token.pieces.length === 0) parts.push(this.place(token.start, { kind: 'literal', value: '' }))
    }
    const [only] = parts
    if (parts.length === 1 && only?.kind === 'literal') return this.place(start, { kind: 'literal', value: only.value })
    return this.place(start, { kind: 'template', parts })
  }

  protected interpolated(from: number, to: number): Code {
    const text = this.source.text.slice(from, to)
    const end = /^[^'"]*?(?=![rsa]$|:[^:]*$)/.exec(text)?.[0].length ?? text.length
    if (this.depth > 20) return this.place(from, { kind: 'other' })
    const inner = new ExpressionReader(this.source, this.language, from, from + end, this.depth + 5)
    return inner.expression() ?? this.place(from, { kind: 'other' })
  }
}
