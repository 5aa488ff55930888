import type { Code, NamedArgument } from './expression.ts'
import { ItemReader } from './item-reader.ts'
import type { Token } from './tokens.ts'

const notCallees = new Set(
  'if else for while switch return func fn def class do end in match case when use import'.split(' '),
)
/** Reads what may follow an expression: members, calls, indexes, initialisers, blocks. */
export abstract class PostfixReader extends ItemReader {
  /** `new` stands before what is read. */
  protected fresh = false

  protected postfix(first: Code): Code {
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
  protected generics(): boolean {
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
  protected initialiser(code: Code): Code {
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

  protected opensInitialiser(code: Code): boolean {
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
  protected command(code: Code): Code {
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

  protected startsArgument(token: Token): boolean {
    if (token.kind === 'string' || token.kind === 'symbol' || token.kind === 'number') return true
    if (token.kind === 'punctuation') return (token.text === '[' || token.text === '%{') && this.spaced()
    return !notCallees.has(token.text) && !['or', 'and', 'unless', 'then', 'rescue'].includes(token.text)
  }

  protected block(): Code[] {
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
}
