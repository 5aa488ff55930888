import type { TextSource } from '../formats/text-source.ts'
import type { Code, CodeKind, Language, NamedArgument, ObjectEntry } from './expression.ts'
import { type Token, tokenize } from './tokens.ts'

const binaryPower: Readonly<Record<string, number>> = {
  '?:': 1,
  '??': 1,
  '||': 1,
  or: 1,
  '&&': 2,
  and: 2,
  '==': 3,
  '!=': 3,
  '===': 3,
  '<>': 4,
  '+': 5,
  '%': 6,
}

const notCallees = new Set(
  'if else for while switch return func fn def class do end in match case when use import'.split(' '),
)
const prefixWords = new Set(['new', 'await', 'not', 'mut', 'ref', 'return', 'yield', 'throw'])
const literals: Readonly<Record<string, boolean | null>> = {
  true: true,
  false: false,
  True: true,
  False: false,
  nil: null,
  null: null,
  None: null,
}

/**
 * Reads expressions of the languages without a parser of their own, tolerantly: what is not understood becomes `other`,
 * and the reader always moves on. It knows calls, members, literals, collections and the operators that settings pass through.
 */
export class ExpressionReader {
  readonly tokens: readonly Token[]
  position = 0
  private depth = 0
  private fresh = false
  private nesting = 0
  private readonly commandCalls: boolean
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

  private place(start: number, kind: CodeKind): Code {
    const end = this.tokens[this.position - 1]?.end ?? start
    return { ...kind, source: this.source, start, end: Math.max(start, end) }
  }

  /** White space or a line break stands between the token before and this one. */
  private spaced(): boolean {
    return (this.peek()?.start ?? 0) > (this.peek(-1)?.end ?? 0)
  }

  onNewLine(): boolean {
    const [before, token] = [this.peek(-1), this.peek()]
    if (before === undefined || token === undefined) return true
    return this.source.text.slice(before.end, token.start).includes('\n')
  }

  expression(power = 0): Code | undefined {
    if (this.depth > 150) return undefined
    this.depth += 1
    let left = this.primary()
    if (left !== undefined) left = this.operators(left, power)
    this.depth -= 1
    return left
  }

  private operators(first: Code, power: number): Code {
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

  private primary(): Code | undefined {
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
      if (Object.hasOwn(literals, token.text))
        return this.place(start, { kind: 'literal', value: literals[token.text] ?? null })
      return this.postfix(this.place(start, { kind: 'name', name: token.text }))
    }
    return this.punctuated(token.text, start)
  }

  private punctuated(text: string, start: number): Code | undefined {
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
  private lambda(start: number): Code {
    if (this.is('{')) return this.braces(start)
    const body = this.statement()
    return this.place(start, body === undefined ? { kind: 'function' } : { kind: 'function', result: body })
  }

  /** `{ statements }` */
  private braces(start: number): Code {
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

  private skipOtherTargets(): void {
    const start = this.position
    while (this.is(',') && this.peek(1)?.kind === 'name') this.position += 2
    if (!this.is('=') && !this.is(':=')) this.position = start
  }

  /** `name: Type = …` */
  private skipAnnotation(): void {
    if (!this.is(':') || !['python', 'rust', 'kotlin'].includes(this.language) || this.onNewLine()) return
    const start = this.position
    for (let i = 0; i < 12; i += 1) {
      this.position += 1
      if (this.is('=')) return
      if (this.peek() === undefined || this.onNewLine()) break
    }
    this.position = start
  }

  private wordList(start: number): Code {
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

  private strings(start: number): Code {
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

  private interpolated(from: number, to: number): Code {
    const text = this.source.text.slice(from, to)
    const end = /^[^'"]*?(?=![rsa]$|:[^:]*$)/.exec(text)?.[0].length ?? text.length
    if (this.depth > 20) return this.place(from, { kind: 'other' })
    const inner = new ExpressionReader(this.source, this.language, from, from + end, this.depth + 5)
    return inner.expression() ?? this.place(from, { kind: 'other' })
  }

  private postfix(first: Code): Code {
    let code = first
    for (;;) {
      const token = this.peek()
      if (token === undefined || token.kind === 'string') return this.command(code)
      const { text } = token
      const next = this.peek(1)
      const phpConcatenation = this.language === 'php' && text === '.'
      if (['.', '?.', '::', '->'].includes(text) && !phpConcatenation && next?.kind === 'name') {
        this.position += 2
        code = this.place(code.start, { kind: 'member', object: code, name: next.text })
      } else if (text === '::' && this.is('<', 1)) {
        this.position += 1
        this.generics()
      } else if (text === '(' && !(this.commandCalls && this.spaced()) && !this.onNewLine()) {
        if (code.kind === 'name' && notCallees.has(code.name)) return code
        this.position += 1
        const { items, named, block } = this.items(')')
        code = this.place(code.start, { kind: 'call', callee: code, args: items, named, ...(block ? { block } : {}) })
        code = this.initialiser(code)
      } else if (text === '[' && !this.onNewLine() && !(this.commandCalls && this.spaced())) {
        this.position += 1
        const { items } = this.items(']')
        const [index] = items
        code = this.place(
          code.start,
          index === undefined || items.length > 1 ? { kind: 'other' } : { kind: 'index', object: code, index },
        )
        if (index === undefined) code = this.initialiser(this.place(first.start, { kind: 'name', name: '[]' }))
      } else if (text === '!' && this.language === 'rust' && (this.is('(', 1) || this.is('[', 1)) && !this.spaced()) {
        this.position += 1
        const list = this.is('[')
        this.position += 1
        const { items, named } = this.items(list ? ']' : ')')
        code = this.place(
          code.start,
          list ? { kind: 'list', items } : { kind: 'call', callee: code, args: items, named },
        )
      } else if (text === '?' && this.language === 'rust') this.position += 1
      else if (text === '!' && (this.language === 'kotlin' || this.language === 'csharp')) this.position += 1
      else if (text === '<' && this.generics()) continue
      else if (text === '{') {
        const before = code
        code = this.initialiser(code)
        if (code === before) return this.command(code)
      } else return this.command(code)
    }
  }

  /** `<T>` between a name and its arguments: skipped. */
  private generics(): boolean {
    const start = this.position
    let depth = 0
    for (let i = 0; i < 40; i += 1) {
      const token = this.peek()
      if (token === undefined || token.kind === 'string') break
      if (token.text === '<') depth += 1
      else if (token.text === '>') depth -= 1
      else if (token.kind !== 'name' && !['[', ']', ',', '.', '::', '?', '&'].includes(token.text)) break
      this.position += 1
      if (depth === 0) {
        if (this.is('(') || this.is('{') || this.is('::')) return true
        break
      }
    }
    this.position = start
    return false
  }

  /** `X{…}`, `new X(…) { A = b }`: initialisers become named arguments (or arguments, for collections). */
  private initialiser(code: Code): Code {
    if (!this.is('{') || !this.opensInitialiser(code)) return code
    this.position += 1
    const { items, named, entries } = this.items('}')
    this.fresh = false
    const fields: NamedArgument[] = entries.flatMap(entry =>
      'spread' in entry || entry.key.kind !== 'literal' ? [] : [{ name: String(entry.key.value), value: entry.value }],
    )
    const before = code.kind === 'call' ? code : { callee: code, args: [], named: [] }
    return this.place(code.start, {
      kind: 'call',
      callee: before.callee,
      args: [...before.args, ...items],
      named: [...before.named, ...named, ...fields],
      ...(code.kind === 'call' && code.block ? { block: code.block } : {}),
    })
  }

  private opensInitialiser(code: Code): boolean {
    const after = this.peek(1)
    const then = this.peek(2)
    const separator = then !== undefined && then.kind !== 'string' ? then.text : ''
    const isField = after?.kind === 'name' && (separator === ':' || (separator === '=' && this.language === 'csharp'))
    if (this.language === 'go') return !this.spaced() && (isField || after?.kind === 'string' || this.is('}', 1))
    if (this.language === 'rust') return isField && (code.kind === 'name' || code.kind === 'member')
    if (this.language === 'csharp') return isField || this.fresh || (after?.kind === 'string' && separator !== ';')
    return false
  }

  /** Ruby and Elixir call without parentheses: `issuer 'https://…'`, `config :app, Mod, key: value`; and `do … end` blocks. */
  private command(code: Code): Code {
    if (!this.commandCalls) return code
    let result = code
    const token = this.peek()
    const callable = (code.kind === 'name' && !notCallees.has(code.name)) || code.kind === 'member'
    if (callable && token !== undefined && !this.onNewLine() && this.spaced() && this.startsArgument(token)) {
      const { items, named } = this.items(undefined)
      if (items.length + named.length > 0)
        result = this.place(code.start, { kind: 'call', callee: code, args: items, named })
    }
    if (this.is('do') && !this.onNewLine()) {
      const callee = result.kind === 'call' ? result : { callee: result, args: [], named: [] }
      return this.place(code.start, {
        kind: 'call',
        callee: callee.callee,
        args: callee.args,
        named: callee.named,
        block: this.block(),
      })
    }
    return result
  }

  private startsArgument(token: Token): boolean {
    if (token.kind === 'string' || token.kind === 'symbol' || token.kind === 'number') return true
    if (token.kind === 'punctuation') return (token.text === '[' || token.text === '%{') && this.spaced()
    return !notCallees.has(token.text) && !['or', 'and', 'unless', 'then', 'rescue'].includes(token.text)
  }

  private block(): Code[] {
    this.position += 1
    const block: Code[] = []
    let limit = 500
    if (this.take('|')) while (this.peek() !== undefined && !this.take('|')) this.position += 1
    while (this.peek() !== undefined && !this.is('end') && limit > 0) {
      limit -= 1
      const before = this.position
      const code = this.statement()
      if (code !== undefined) block.push(code)
      if (this.position === before) this.position += 1
    }
    this.take('end')
    return block
  }

  /** Whether the brace just passed opens a literal, and not a block of statements. */
  private opensObject(): boolean {
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
  private items(close: string | undefined): Items {
    this.nesting += 1
    const read = this.readItems(close)
    this.nesting -= 1
    return read
  }

  private readItems(close: string | undefined): Items {
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
  private passTo(close: string, extras: Code[]): void {
    while (this.peek() !== undefined && !this.is(close)) {
      if (this.take(',')) return
      const before = this.position
      const code = this.statement()
      if (code !== undefined) extras.push(code)
      if (this.position === before) this.position += 1
    }
  }
}

interface Items {
  readonly items: Code[]
  readonly named: NamedArgument[]
  readonly entries: ObjectEntry[]
  /** What stood between the items. */
  readonly block?: readonly Code[]
}
