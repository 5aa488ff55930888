import type { Lexer } from './lexer.ts'

const characters: Readonly<Record<string, readonly [summary: string, detail: string]>> = {
  '`': [
    'Invalid character',
    'The "`" character is not valid. To create a multi-line string, use the "heredoc" syntax, like "<<EOT".',
  ],
  "'": ['Invalid character', 'Single quotes are not valid. Use double quotes (") to enclose strings.'],
  ';': [
    'Invalid character',
    'The ";" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.',
  ],
  '^': ['Unsupported operator', 'Bitwise operators are not supported.'],
  '&': ['Unsupported operator', 'Bitwise operators are not supported. Did you mean boolean AND ("&&")?'],
  '|': ['Unsupported operator', 'Bitwise operators are not supported. Did you mean boolean OR ("||")?'],
  '~': ['Unsupported operator', 'Bitwise operators are not supported. Did you mean boolean NOT ("!")?'],
  '/*': ['Unterminated comment', 'There is no closing "*/" for this comment.'],
}

/** Says why nothing can start with the current token. */
export const failAtToken = (lexer: Lexer): never => {
  if (lexer.is('invalid')) {
    const known = characters[lexer.text.slice(lexer.start, lexer.end)]
    if (known !== undefined) lexer.fail(...known)
    lexer.fail('Invalid character', 'This character is not used within the language.')
  }
  if (lexer.is('end'))
    lexer.fail('Missing expression', 'Expected the start of an expression, but found the end of the file.')
  return lexer.fail('Invalid expression', 'Expected the start of an expression, but found an invalid expression token.')
}
