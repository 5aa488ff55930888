import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Attribute, Block, Body } from './ast.ts'
import { failAtToken } from './fail-at-token.ts'
import type { Lexer } from './lexer.ts'
import { readExpression } from './read-expression.ts'
import { readQuoted } from './read-template.ts'
import { recoverAfter } from './recover.ts'
import { SyntaxFailure } from './syntax-failure.ts'

const maxFailures = 50

interface Content {
  readonly attributes: Map<string, Attribute>
  readonly blocks: Block[]
}

/** Reads all of a file. What cannot be read becomes a diagnostic and costs the outermost block or argument that it stands in. */
export const readFileBody = (lexer: Lexer, diagnostics: Diagnostic[]): Body => {
  const from = lexer.start
  const content: Content = { attributes: new Map(), blocks: [] }
  let failures = 0
  lexer.newlines = true
  lexer.next()
  for (;;) {
    while (lexer.is('newline')) lexer.next()
    if (lexer.is('end')) break
    const { start, comments } = lexer
    const commentsBefore = comments.length
    try {
      readItem(lexer, content, diagnostics)
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure
      const { summary, detail, from, to } = failure
      diagnostics.push({ severity: 'error', summary, detail, at: lexer.at(from, to) })
      if (lexer.isFull) break
      if (++failures === maxFailures) {
        const rest = lexer.at(to, lexer.limit)
        diagnostics.push({
          severity: 'error',
          summary: 'Too many errors',
          detail: 'The rest of this file was not read.',
          at: rest,
        })
        break
      }
      comments.length = commentsBefore
      lexer.surface()
      lexer.newlines = true
      lexer.continueAt(recoverAfter(lexer.text, start, lexer.limit))
    }
  }
  return { syntax: 'native', ...content, at: lexer.at(from, lexer.limit) }
}

/** An argument or a block, and the newline that ends it. */
const readItem = (lexer: Lexer, content: Content, diagnostics: Diagnostic[]): void => {
  if (!lexer.is('identifier')) failAtItem(lexer)
  const { start, end } = lexer
  const name = lexer.word()
  lexer.next()
  if (lexer.is('=')) {
    const attribute = readAttribute(lexer, name, start)
    if (lexer.is(','))
      lexer.fail(
        'Unexpected comma after argument',
        'Argument definitions must be separated by newlines, not commas. An argument definition must end with a newline.',
      )
    endLine(lexer, 'Missing newline after argument', 'An argument definition must end with a newline.')
    add(content, attribute, diagnostics)
  } else if (lexer.is('{') || lexer.is('quote') || lexer.is('identifier')) {
    content.blocks.push(readBlock(lexer, name, start, diagnostics))
    endLine(lexer, 'Missing newline after block definition', 'A block definition must end with a newline.')
  } else
    lexer.fail(
      'Argument or block definition required',
      'An argument or block definition is required here. To set an argument, use the equals sign "=" to introduce the argument value.',
      start,
      end,
    )
}

const endLine = (lexer: Lexer, summary: string, detail: string): void => {
  if (lexer.is('newline')) lexer.next()
  else if (lexer.is('invalid')) failAtToken(lexer)
  else if (!lexer.is('end')) lexer.fail(summary, detail)
}

const failAtItem = (lexer: Lexer): never => {
  if (lexer.is('quote')) lexer.fail('Invalid argument name', 'Argument names must not be quoted.')
  if (lexer.is('end'))
    lexer.fail(
      'Unclosed configuration block',
      'There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.',
    )
  return lexer.fail('Argument or block definition required', 'An argument or block definition is required here.')
}

/** The current token is the equals sign. */
const readAttribute = (lexer: Lexer, name: string, from: number): Attribute => {
  lexer.next()
  const expression = readExpression(lexer)
  return { name, expression, at: lexer.at(from, lexer.previousEnd) }
}

const add = (content: Content, attribute: Attribute, diagnostics: Diagnostic[]): void => {
  const { name, at } = attribute
  const existing = content.attributes.get(name)
  if (existing === undefined) content.attributes.set(name, attribute)
  else if (diagnostics.length < 1000) {
    const where = `${existing.at.file}:${existing.at.start.line}`
    const detail = `The argument "${name}" was already set at ${where}. Each argument may be set only once.`
    diagnostics.push({ severity: 'error', summary: 'Attribute redefined', detail, at })
  }
}

/** The current token is behind the block's type. */
const readBlock = (lexer: Lexer, type: string, from: number, diagnostics: Diagnostic[]): Block => {
  const labels: string[] = []
  while (!lexer.is('{')) labels.push(readLabel(lexer))
  const header = lexer.at(from, lexer.previousEnd)
  const open = lexer.start
  const content: Content = { attributes: new Map(), blocks: [] }
  lexer.enter()
  lexer.next()
  if (lexer.is('identifier')) readSingleLine(lexer, content)
  else {
    while (!lexer.is('}')) {
      if (lexer.is('newline')) lexer.next()
      else readItem(lexer, content, diagnostics)
    }
  }
  lexer.leave()
  lexer.next()
  const end = lexer.previousEnd
  return {
    type,
    labels,
    body: { syntax: 'native', ...content, at: lexer.at(open, end) },
    header,
    at: lexer.at(from, end),
  }
}

const readLabel = (lexer: Lexer): string => {
  if (lexer.is('identifier')) {
    const label = lexer.word()
    lexer.next()
    return label
  }
  if (lexer.is('quote')) {
    const { parts, at } = readQuoted(lexer)
    const [only] = parts
    if (parts.length > 1 || (only !== undefined && only.kind !== 'text'))
      lexer.fail(
        'Invalid string literal',
        'Template sequences are not allowed in this string. To include a literal "$", double it (as "$$") to escape it.',
        at.start.offset,
        at.end.offset,
      )
    return only?.kind === 'text' ? only.value : ''
  }
  if (lexer.is('newline') || lexer.is('end'))
    lexer.fail(
      'Invalid block definition',
      'A block definition must have block content delimited by "{" and "}", starting on the same line as the block header.',
    )
  if (lexer.is('='))
    lexer.fail(
      'Invalid block definition',
      'The equals sign "=" indicates an argument definition, and must not be used when defining a block.',
    )
  return lexer.fail(
    'Invalid block definition',
    'Either a quoted string block label or an opening brace ("{") is expected here.',
  )
}

/** `{ name = value }`: the current token is the name. */
const readSingleLine = (lexer: Lexer, content: Content): void => {
  const { start } = lexer
  const name = lexer.word()
  lexer.next()
  if (lexer.is('{') || lexer.is('quote') || lexer.is('identifier'))
    lexer.fail(
      'Invalid single-argument block definition',
      'A single-line block definition cannot contain another block definition.',
    )
  if (!lexer.is('=')) failAtItem(lexer)
  content.attributes.set(name, readAttribute(lexer, name, start))
  if (lexer.is('}')) return
  if (lexer.is(','))
    lexer.fail(
      'Invalid single-argument block definition',
      'Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.',
    )
  lexer.fail(
    'Invalid single-argument block definition',
    'A single-line block definition must end with a closing brace immediately after its single argument definition.',
  )
}
