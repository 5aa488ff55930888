import type { BinaryOperator, Expression } from './ast.ts'
import { failAtToken } from './fail-at-token.ts'
import type { Lexer } from './lexer.ts'
import { readObject, readTuple } from './read-collection.ts'
import { readHeredoc, readQuoted } from './read-template.ts'
import { readWord } from './read-word.ts'
import type { TokenKind } from './token.ts'

const precedence: Partial<Record<TokenKind, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '>': 4,
  '>=': 4,
  '<': 4,
  '<=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
}

/** Reads the expression that starts at the current token; afterwards the current token is the one behind it. */
export const readExpression = (lexer: Lexer): Expression => {
  const from = lexer.start
  lexer.enter()
  let expression = readBinary(lexer, 1)
  if (lexer.is('?')) {
    const condition = expression
    let height = lexer.height
    lexer.next()
    const onTrue = readExpression(lexer)
    height = Math.max(height, lexer.height)
    if (!lexer.is(':'))
      lexer.fail(
        'Missing false expression in conditional',
        'The conditional operator (...?...:...) requires a false expression, delimited by a colon.',
      )
    lexer.next()
    const onFalse = readExpression(lexer)
    lexer.grow(Math.max(height, lexer.height))
    expression = { kind: 'conditional', condition, onTrue, onFalse, at: lexer.at(from, lexer.previousEnd) }
  }
  lexer.leave()
  return expression
}

const readBinary = (lexer: Lexer, lowest: number): Expression => {
  const from = lexer.start
  let left = readOperand(lexer)
  for (;;) {
    const rank = precedence[lexer.kind]
    if (rank === undefined || rank < lowest) return left
    const operator = lexer.kind as BinaryOperator
    const height = lexer.height
    lexer.next()
    const right = readBinary(lexer, rank + 1)
    lexer.grow(Math.max(height, lexer.height))
    left = { kind: 'binary', operator, left, right, at: lexer.at(from, lexer.previousEnd) }
  }
}

const readOperand = (lexer: Lexer): Expression => {
  const from = lexer.start
  const operator = lexer.kind
  if (operator === '-' || operator === '!') {
    lexer.enter()
    lexer.next()
    const operand = readOperand(lexer)
    lexer.grow(lexer.height)
    lexer.leave()
    return { kind: 'unary', operator, operand, at: lexer.at(from, lexer.previousEnd) }
  }
  return readAccess(lexer, readPrimary(lexer), from)
}

/** The chain of attributes, indexes and splats behind an operand. */
const readAccess = (lexer: Lexer, operand: Expression, from: number): Expression => {
  let object = operand
  for (;;) {
    const { kind } = lexer
    if (kind === '.') {
      lexer.next()
      if (!lexer.is('*')) object = readMember(lexer, object, from)
      else {
        const height = lexer.height
        const itemAt = lexer.start
        lexer.next()
        let each: Expression = { kind: 'splat-item', at: lexer.at(itemAt, lexer.previousEnd) }
        lexer.height = 1
        while (lexer.is('.')) {
          lexer.next()
          each = readMember(lexer, each, itemAt)
        }
        lexer.grow(Math.max(height, lexer.height))
        object = { kind: 'splat', style: 'attribute', source: object, each, at: lexer.at(from, lexer.previousEnd) }
      }
    } else if (kind === '[') {
      const { newlines, height, start } = lexer
      lexer.newlines = false
      lexer.next()
      if (lexer.is('*')) {
        lexer.newlines = newlines
        lexer.next()
        if (!lexer.is(']'))
          lexer.fail(
            'Missing close bracket on splat index',
            'The star for a full splat operator must be immediately followed by a closing bracket ("]").',
          )
        lexer.next()
        lexer.height = 1
        lexer.enter()
        const each = readAccess(lexer, { kind: 'splat-item', at: lexer.at(start, lexer.previousEnd) }, start)
        lexer.leave()
        lexer.grow(Math.max(height, lexer.height))
        return { kind: 'splat', style: 'full', source: object, each, at: lexer.at(from, lexer.previousEnd) }
      }
      const key = readExpression(lexer)
      if (!lexer.is(']'))
        lexer.fail('Missing close bracket on index', 'The index operator must end with a closing bracket ("]").')
      lexer.newlines = newlines
      lexer.next()
      lexer.grow(Math.max(height, lexer.height))
      object = { kind: 'index', object, key, at: lexer.at(from, lexer.previousEnd) }
    } else return object
  }
}

/** What follows a dot: a name, or a number, which is an old way to write an index. */
const readMember = (lexer: Lexer, object: Expression, from: number): Expression => {
  lexer.grow(lexer.height)
  const { start, end } = lexer
  if (lexer.is('identifier')) {
    const name = lexer.word()
    lexer.next()
    return { kind: 'attribute', object, name, at: lexer.at(from, end) }
  }
  if (!lexer.is('number')) lexer.fail('Invalid attribute name', 'An attribute name is required after a dot.')
  const text = lexer.word()
  if (text.includes('.'))
    lexer.fail(
      'Invalid legacy index syntax',
      `When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper index syntax instead, like [${text.replace('.', '][')}].`,
    )
  lexer.next()
  const key: Expression = { kind: 'number', text, at: lexer.at(start, end) }
  return { kind: 'index', object, key, legacy: true, at: lexer.at(from, end) }
}

const readPrimary = (lexer: Lexer): Expression => {
  const { start, end, newlines } = lexer
  lexer.height = 1
  switch (lexer.kind) {
    case 'identifier':
      return readWord(lexer)
    case 'number': {
      const text = lexer.text.slice(start, end)
      lexer.next()
      return { kind: 'number', text, at: lexer.at(start, end) }
    }
    case 'quote':
      return readQuoted(lexer)
    case 'heredoc':
      return readHeredoc(lexer)
    case '(': {
      lexer.newlines = false
      lexer.next()
      const expression = readExpression(lexer)
      if (!lexer.is(')'))
        lexer.fail('Unbalanced parentheses', 'Expected a closing parenthesis to terminate the expression.')
      lexer.newlines = newlines
      lexer.next()
      lexer.grow(lexer.height)
      return { kind: 'parentheses', expression, at: lexer.at(start, lexer.previousEnd) }
    }
    case '[':
      return readTuple(lexer)
    case '{':
      return readObject(lexer)
    default:
      return failAtToken(lexer)
  }
}
