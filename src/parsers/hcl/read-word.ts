import type { Expression } from './ast.ts'
import type { Lexer } from './lexer.ts'
import { readExpression } from './read-expression.ts'

/** A name: of a variable, a function that is called, or a keyword. */
export const readWord = (lexer: Lexer): Expression => {
  const { start, end } = lexer
  let name = lexer.word()
  lexer.next()
  while (lexer.is('::')) {
    lexer.next()
    if (!lexer.is('identifier'))
      lexer.fail(
        'Missing function name',
        'Function scope resolution symbol :: must be followed by a function name in this scope.',
      )
    name += `::${lexer.word()}`
    lexer.next()
    if (!lexer.is('::') && !lexer.is('('))
      lexer.fail(
        'Missing open parenthesis',
        'Function selector must be followed by an open parenthesis to begin the function call.',
      )
  }
  if (lexer.is('(')) return readCall(lexer, name, start)
  const at = lexer.at(start, end)
  if (name === 'true') return { kind: 'keyword', value: true, at }
  if (name === 'false') return { kind: 'keyword', value: false, at }
  if (name === 'null') return { kind: 'keyword', value: null, at }
  return { kind: 'variable', name, at }
}

const readCall = (lexer: Lexer, name: string, from: number): Expression => {
  const { newlines } = lexer
  lexer.newlines = false
  lexer.next()
  const parameters: Expression[] = []
  let expand = false
  let height = 1
  while (!lexer.is(')')) {
    parameters.push(readExpression(lexer))
    height = Math.max(height, lexer.height)
    if (lexer.is('...')) {
      expand = true
      lexer.next()
      if (!lexer.is(')'))
        lexer.fail(
          'Missing closing parenthesis',
          'An expanded function argument (with ...) must be immediately followed by closing parentheses.',
        )
    } else if (lexer.is(',')) lexer.next()
    else if (!lexer.is(')'))
      lexer.fail('Missing argument separator', 'A comma is required to separate each function argument from the next.')
  }
  lexer.newlines = newlines
  lexer.next()
  lexer.grow(height)
  return { kind: 'call', name, arguments: parameters, expand, at: lexer.at(from, lexer.previousEnd) }
}
