import type { Expression, ObjectItem, ObjectKey } from './ast.ts'
import type { Lexer } from './lexer.ts'
import { readExpression } from './read-expression.ts'

/** `[ … ]`: a tuple, or a `for` that makes one. The current token is the opening bracket. */
export const readTuple = (lexer: Lexer): Expression => {
  const { start, newlines } = lexer
  lexer.newlines = false
  lexer.next()
  if (lexer.isWord('for')) return readFor(lexer, start, newlines, ']')
  const items: Expression[] = []
  let height = 1
  while (!lexer.is(']')) {
    items.push(readExpression(lexer))
    height = Math.max(height, lexer.height)
    if (lexer.is(',')) lexer.next()
    else if (!lexer.is(']'))
      lexer.fail('Missing item separator', 'Expected a comma to mark the beginning of the next item.')
  }
  lexer.newlines = newlines
  lexer.next()
  lexer.grow(height)
  return { kind: 'tuple', items, at: lexer.at(start, lexer.previousEnd) }
}

/** `{ … }`: an object, or a `for` that makes one. The current token is the opening brace. */
export const readObject = (lexer: Lexer): Expression => {
  const { start, newlines } = lexer
  lexer.newlines = false
  lexer.next()
  if (lexer.isWord('for')) return readFor(lexer, start, newlines, '}')
  lexer.newlines = true
  const items: ObjectItem[] = []
  let height = 1
  while (!lexer.is('}')) {
    if (lexer.is('newline')) {
      lexer.next()
      continue
    }
    const key = readKey(lexer)
    height = Math.max(height, lexer.height)
    if (!lexer.is('=') && !lexer.is(':')) failAtKey(lexer)
    lexer.next()
    const value = readExpression(lexer)
    height = Math.max(height, lexer.height)
    items.push({ key, value })
    const separator = lexer.kind
    if (separator === ',' || separator === 'newline') lexer.next()
    else if (separator !== '}')
      lexer.fail(
        'Missing attribute separator',
        'Expected a newline or comma to mark the beginning of the next attribute.',
      )
  }
  lexer.newlines = newlines
  lexer.next()
  lexer.grow(height)
  return { kind: 'object', items, at: lexer.at(start, lexer.previousEnd) }
}

/** A word alone is a name, even `true` or `null`. */
const readKey = (lexer: Lexer): ObjectKey => {
  const key = readExpression(lexer)
  if (key.kind === 'variable') return { kind: 'name', name: key.name, at: key.at }
  if (key.kind === 'keyword') return { kind: 'name', name: String(key.value), at: key.at }
  return key
}

const failAtKey = (lexer: Lexer): never => {
  if (lexer.is('newline') || lexer.is(',') || lexer.is('}'))
    lexer.fail('Missing attribute value', 'Expected an attribute value, introduced by an equals sign ("=").')
  return lexer.fail(
    'Missing key/value separator',
    'Expected an equals sign ("=") to mark the beginning of the attribute value.',
  )
}

const invalidFor = "Invalid 'for' expression"

/** The current token is `for`; the opening bracket stands at `start`. */
export const readFor = (lexer: Lexer, start: number, newlines: boolean, close: ']' | '}'): Expression => {
  const name = (missing: string): string => {
    if (!lexer.is('identifier')) lexer.fail(invalidFor, missing)
    const word = lexer.word()
    lexer.next()
    return word
  }
  lexer.next()
  let keyName: string | undefined
  let valueName = name("For expression requires variable name after 'for'.")
  if (lexer.is(',')) {
    lexer.next()
    keyName = valueName
    valueName = name('For expression requires value variable name after comma.')
  }
  if (!lexer.isWord('in'))
    lexer.fail(invalidFor, "For expression requires the 'in' keyword after its name declarations.")
  lexer.next()
  const collection = readExpression(lexer)
  let height = lexer.height
  if (!lexer.is(':')) lexer.fail(invalidFor, 'For expression requires a colon after the collection expression.')
  lexer.next()
  const operand = (): Expression => {
    const expression = readExpression(lexer)
    height = Math.max(height, lexer.height)
    return expression
  }
  let key: Expression | undefined
  let value = operand()
  if (lexer.is('=>')) {
    lexer.next()
    key = value
    value = operand()
  }
  const group = lexer.is('...')
  if (group) lexer.next()
  let condition: Expression | undefined
  if (lexer.isWord('if')) {
    lexer.next()
    condition = operand()
  }
  if (!lexer.is(close)) lexer.fail(invalidFor, "Extra characters after the end of the 'for' expression.")
  if (close === ']' && key !== undefined) lexer.fail(invalidFor, 'Key expression is not valid when building a tuple.')
  if (close === ']' && group) lexer.fail(invalidFor, 'Grouping ellipsis (...) cannot be used when building a tuple.')
  if (close === '}' && key === undefined) lexer.fail(invalidFor, 'Key expression is required when building an object.')
  lexer.newlines = newlines
  lexer.next()
  lexer.grow(height)
  return {
    kind: 'for',
    keyName,
    valueName,
    collection,
    key,
    value,
    group,
    condition,
    at: lexer.at(start, lexer.previousEnd),
  }
}
