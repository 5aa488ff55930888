import type { Expression } from './ast.ts'
import type { Lexer } from './lexer.ts'
import { normalize } from './lexer.ts'
import { readExpression } from './read-expression.ts'
import { readLiteral } from './read-literal.ts'

/** A template before its directives are nested. `strip` says which side of a sequence had a `~`. */
export type TemplateToken =
  | { readonly kind: 'text'; value: string; readonly from: number; readonly to: number }
  | { readonly kind: 'interpolation'; readonly expression: Expression; readonly from: number; readonly to: number }
  | { readonly kind: 'if'; readonly condition: Expression; readonly from: number; readonly to: number }
  | {
      readonly kind: 'for'
      readonly keyName: string | undefined
      readonly valueName: string
      readonly collection: Expression
      readonly from: number
      readonly to: number
    }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly from: number; readonly to: number }

/** Space as Unicode defines it, which differs a little from JavaScript's `\s`. */
const space = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
export const leadingSpace = new RegExp(`^${space}+`)
const trailingSpace = new RegExp(`(?<!${space})${space}+$`)

/** Reads the tokens of one template from the text, which is not made of the tokens of expressions. */
export class TemplateReader {
  readonly tokens: TemplateToken[] = []
  /** Where reading stands; afterwards at the closing quote, or behind the heredoc's marker. */
  at: number
  height = 1
  private readonly lexer: Lexer
  private readonly mode: 'quoted' | 'heredoc' | 'bare'
  private readonly marker: string
  private readonly opened: number
  private stripNext = false

  constructor(lexer: Lexer, mode: 'quoted' | 'heredoc' | 'bare', at: number) {
    this.lexer = lexer
    this.mode = mode
    this.at = at
    this.marker = lexer.marker
    this.opened = lexer.start
  }

  read(): void {
    const { text, limit } = this.lexer
    let from = this.at
    let lineStart = this.mode === 'heredoc'
    for (;;) {
      if (lineStart && this.closesAt(this.at)) return
      lineStart = false
      if (this.at >= limit) {
        if (this.mode !== 'bare')
          this.lexer.fail(
            'Unterminated template string',
            'No closing marker was found for the string.',
            this.opened,
            limit,
          )
        this.literal(from, limit)
        return
      }
      const code = text.charCodeAt(this.at)
      if (code === 36 || code === 37) {
        let to = this.at + 1
        while (text.charCodeAt(to) === code) to++
        if (to - this.at === 1 && text.charCodeAt(to) === 123 && to < limit) {
          this.literal(from, this.at)
          if (text.charCodeAt(to + 1) === 126) this.stripLast()
          this.sequence(code === 36)
          from = this.at
        } else this.at = to - this.at > 1 && text.charCodeAt(to) === 123 ? to + 1 : to
      } else if (this.mode === 'quoted') {
        if (code === 34) {
          this.literal(from, this.at)
          return
        }
        if (code === 10)
          this.lexer.fail(
            'Invalid multi-line string',
            'Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the "heredoc" multi-line template syntax.',
            this.opened,
            this.at,
          )
        this.at += code === 92 ? 2 : 1
      } else if (this.mode === 'heredoc' && code === 10) {
        this.at++
        this.literal(from, this.at)
        from = this.at
        lineStart = true
      } else this.at++
    }
  }

  private literal(from: number, to: number): void {
    if (to > from) {
      const raw = this.lexer.text.slice(from, to)
      let value = readLiteral(this.lexer, raw, from, this.mode === 'quoted')
      if (this.stripNext) value = value.replace(leadingSpace, '')
      this.tokens.push({ kind: 'text', value: normalize(value), from, to })
      this.stripNext = false
    }
  }

  /** In a heredoc the text before a `~` may be the line before. */
  private stripLast(): void {
    const last = this.tokens.at(-1)
    if (last?.kind === 'text') last.value = last.value.replace(trailingSpace, '')
  }

  /** `${…}` or `%{…}`, at the dollar or percent sign. */
  private sequence(interpolation: boolean): void {
    const { lexer } = this
    const from = this.at
    lexer.newlines = false
    lexer.continueAt(lexer.text.charCodeAt(from + 2) === 126 ? from + 3 : from + 2)
    lexer.enter()
    const token = interpolation ? this.interpolation(from) : this.directive(from)
    lexer.leave()
    if (!lexer.is('}') && !lexer.is('~}')) {
      if (lexer.is('end'))
        lexer.fail(
          'Unclosed template sequence',
          'There is no closing brace for this sequence before the end of the file.',
          from,
          from + 2,
        )
      if (interpolation)
        lexer.fail(
          'Extra characters after interpolation expression',
          'Expected a closing brace to end the interpolation expression, but found extra characters.',
        )
      lexer.fail(
        'Extra characters in template directive',
        'Expected a closing brace to end the template directive, but found extra characters.',
      )
    }
    this.stripNext = lexer.is('~}')
    this.at = lexer.end
    this.tokens.push({ ...token, to: this.at })
  }

  private interpolation(from: number): TemplateToken {
    return { kind: 'interpolation', expression: this.operand(), from, to: from }
  }

  private operand(): Expression {
    const expression = readExpression(this.lexer)
    this.height = Math.max(this.height, this.lexer.height)
    return expression
  }

  private directive(from: number): TemplateToken {
    const { lexer } = this
    const at = { from, to: from }
    if (!lexer.is('identifier'))
      lexer.fail(
        'Invalid template directive',
        'A template directive keyword ("if", "for", etc) is expected at the beginning of a %{ sequence.',
      )
    const keyword = lexer.word()
    const { start, end } = lexer
    lexer.next()
    switch (keyword) {
      case 'if':
        return { kind: 'if', condition: this.operand(), ...at }
      case 'else':
      case 'endif':
      case 'endfor':
        return { kind: keyword, ...at }
      case 'for':
        return this.loop(from)
      default:
        return lexer.fail(
          'Invalid template control keyword',
          `"${keyword}" is not a valid template control keyword.`,
          start,
          end,
        )
    }
  }

  private loop(from: number): TemplateToken {
    const { lexer } = this
    const name = (missing: string): string => {
      if (!lexer.is('identifier')) lexer.fail("Invalid 'for' directive", missing)
      const word = lexer.word()
      lexer.next()
      return word
    }
    let keyName: string | undefined
    let valueName = name("For directive requires variable name after 'for'.")
    if (lexer.is(',')) {
      lexer.next()
      keyName = valueName
      valueName = name('For directive requires value variable name after comma.')
    }
    if (!lexer.isWord('in')) lexer.fail("Invalid 'for' directive", "For directive requires 'in' keyword after names.")
    lexer.next()
    return { kind: 'for', keyName, valueName, collection: this.operand(), from, to: from }
  }

  /** Whether the line that starts here is the closing marker; then reading stands behind it. */
  private closesAt(from: number): boolean {
    const { text, limit } = this.lexer
    let at = from
    while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
    if (!text.startsWith(this.marker, at)) return false
    const newline = text.indexOf('\n', at)
    if (newline === -1 || newline >= limit) return false
    const rest = text.slice(at + this.marker.length, newline)
    if (rest.replace(leadingSpace, '') !== '') return false
    this.at = text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline
    return true
  }
}
