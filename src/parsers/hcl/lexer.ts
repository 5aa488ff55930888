import type { SourceLocation } from '../../model/source-location.ts'
import type { Comment } from './ast.ts'
import { endOfIdentifier, startsIdentifier } from './identifier.ts'
import type { SourceText } from './source-text.ts'
import { SyntaxFailure } from './syntax-failure.ts'
import type { TokenKind } from './token.ts'
import { isDigit, isLetter, punctuation } from './token.ts'

/** Nesting above this is refused rather than risking the stack. */
const maxDepth = 250
/** Longest path from the root of an expression to a leaf, chains like `a + b + …` included. */
const maxHeight = 1000

/** A tree of more nodes is refused: it would take hundreds of megabytes. */
const maxNodes = 3_000_000

/** Text that Unicode normalisation could change. */
const mayCompose = /[^\u0000-\u02ff]/

export const normalize = (text: string): string => (mayCompose.test(text) ? text.normalize('NFC') : text)

/** Reads one token after another from a part of a text, on demand: whether newlines are tokens depends on what the parser is in. */
export class Lexer {
  readonly source: SourceText
  readonly text: string
  readonly limit: number
  readonly comments: Comment[] = []
  /** Every node gets this location instead of its own: for text that does not stand in the file as it is (escaped JSON strings). */
  readonly fixedAt: SourceLocation | undefined
  kind: TokenKind = 'newline'
  start: number
  end: number
  /** End of the token before the current one. */
  previousEnd: number
  /** Newlines are tokens. */
  newlines = false
  /** Only with kind `heredoc`. */
  marker = ''
  flush = false
  /** Nothing in the text needs normalisation. */
  private readonly isNormal: boolean
  /** Height of the expression that was read last. */
  height = 0
  private depth = 0
  private nodes = 0

  constructor(source: SourceText, from = 0, limit = source.text.length, fixedAt?: SourceLocation) {
    this.source = source
    this.text = source.text
    this.limit = limit
    this.start = from
    this.end = from
    this.previousEnd = from
    this.fixedAt = fixedAt
    this.isNormal = !mayCompose.test(source.text)
  }

  /** The place of a node. */
  at(from: number, to: number): SourceLocation {
    if (++this.nodes > maxNodes && !this.isFull) this.refuse(from, to)
    return this.fixedAt ?? this.source.at(from, to)
  }

  fail(summary: string, detail: string, from = this.start, to = this.end): never {
    throw new SyntaxFailure(summary, detail, from, to)
  }

  /** Too much was read from this text to read on. */
  get isFull(): boolean {
    return this.nodes > maxNodes + 1
  }

  private refuse(from: number, to: number): never {
    this.nodes++
    return this.fail(
      'File too large',
      `More than ${maxNodes} expressions in one file are not read. Split this up.`,
      from,
      to,
    )
  }

  enter(): void {
    if (++this.depth > maxDepth)
      this.fail('Nested too deeply', `More than ${maxDepth} levels are not read. Split this up.`)
  }
  leave(): void {
    this.depth--
  }
  /** Back to the outermost level, after a failure. */
  surface(): void {
    this.depth = 0
  }

  /** Tells that an expression is complete whose highest child has this height. */
  grow(height: number): void {
    if (height >= maxHeight)
      this.fail('Expression too long', `Chains of more than ${maxHeight} operations are not read. Split this up.`)
    this.height = height + 1
  }

  is(kind: TokenKind): boolean {
    return this.kind === kind
  }

  word(): string {
    return this.slice(this.start, this.end)
  }

  /** A part of the text, normalised as Terraform normalises names and strings. */
  slice(from: number, to: number): string {
    const part = this.text.slice(from, to)
    return this.isNormal ? part : normalize(part)
  }

  isWord(word: string): boolean {
    return this.kind === 'identifier' && this.end - this.start === word.length && this.text.startsWith(word, this.start)
  }

  /** Goes on behind what was read by other means. */
  continueAt(offset: number): void {
    this.end = offset
    this.next()
  }

  next(): void {
    this.previousEnd = this.end
    const { text, limit } = this
    let at = this.end
    for (;;) {
      if (at >= limit) {
        this.token('end', at, at)
        return
      }
      const code = text.charCodeAt(at)
      if (code === 32 || code === 9) at++
      else if (code === 10 || (code === 13 && text.charCodeAt(at + 1) === 10)) {
        const after = at + (code === 10 ? 1 : 2)
        if (this.newlines) {
          this.token('newline', at, after)
          return
        }
        at = after
      } else if (code === 35 || (code === 47 && text.charCodeAt(at + 1) === 47)) at = this.lineComment(at)
      else if (code === 47 && text.charCodeAt(at + 1) === 42) {
        const close = text.indexOf('*/', at + 2)
        if (close === -1 || close + 2 > limit) {
          this.token('invalid', at, at + 2)
          return
        }
        this.comments.push({ text: text.slice(at, close + 2), at: this.at(at, close + 2) })
        at = close + 2
      } else {
        this.scan(code, at)
        return
      }
    }
  }

  private token(kind: TokenKind, start: number, end: number): void {
    this.kind = kind
    this.start = start
    this.end = end
  }

  private lineComment(from: number): number {
    const { text, limit } = this
    let to = text.indexOf('\n', from)
    if (to === -1 || to > limit) to = limit
    else if (text.charCodeAt(to - 1) === 13) to--
    this.comments.push({ text: text.slice(from, to), at: this.at(from, to) })
    return to
  }

  private scan(code: number, at: number): void {
    if (isLetter(code)) this.identifier(at)
    else if (isDigit(code)) this.number(at)
    else if (code !== 60 || !this.heredoc(at)) {
      const kind = punctuation(code, this.text, at)
      if (kind !== undefined) this.token(kind, at, at + (kind === 'quote' ? 1 : kind.length))
      else {
        const character = String.fromCodePoint(this.text.codePointAt(at) ?? 0)
        if (code > 127 && startsIdentifier(character)) this.identifier(at)
        else this.token('invalid', at, at + character.length)
      }
    }
  }

  private identifier(at: number): void {
    const { text, limit } = this
    let to = at
    for (; to < limit; to++) {
      const code = text.charCodeAt(to)
      if (isLetter(code) || isDigit(code) || code === 45) continue
      if (code < 128) break
      const from = to === at ? at + (code >= 0xd800 && code <= 0xdbff ? 2 : 1) : to
      to = Math.min(limit, endOfIdentifier(text, from))
      break
    }
    this.token('identifier', at, to)
  }

  private number(at: number): void {
    let to = this.digits(at)
    if (this.text.charCodeAt(to) === 46 && this.digits(to + 1) > to + 1) to = this.digits(to + 1)
    const exponent = this.text.charCodeAt(to) | 32
    if (exponent === 101) {
      const sign = this.text.charCodeAt(to + 1)
      const from = sign === 43 || sign === 45 ? to + 2 : to + 1
      const after = this.digits(from)
      if (after > from) to = after
    }
    this.token('number', at, to)
  }

  private digits(from: number): number {
    let to = from
    while (to < this.limit) {
      const code = this.text.charCodeAt(to)
      if (!isDigit(code)) break
      to++
    }
    return to
  }

  private heredoc(at: number): boolean {
    const { text, limit } = this
    if (text.charCodeAt(at + 1) !== 60) return false
    const flush = text.charCodeAt(at + 2) === 45
    const from = flush ? at + 3 : at + 2
    if (!startsIdentifier(String.fromCodePoint(text.codePointAt(from) ?? 0))) return false
    this.identifier(from)
    const to = this.end
    const end = text.charCodeAt(to) === 13 ? to + 1 : to
    if (text.charCodeAt(end) !== 10 || end >= limit) return false
    this.marker = text.slice(from, to)
    this.flush = flush
    this.token('heredoc', at, end + 1)
    return true
  }
}
