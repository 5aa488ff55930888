import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Body, Comment, Expression, Template } from './ast.ts'
import { Lexer } from './lexer.ts'
import { readFileBody } from './read-body.ts'
import { readExpression } from './read-expression.ts'
import { readBare } from './read-template.ts'
import { SourceText } from './source-text.ts'
import { SyntaxFailure } from './syntax-failure.ts'

export interface HclFile {
  readonly body: Body
  /** Errors: what they name is missing from `body`. */
  readonly diagnostics: readonly Diagnostic[]
  readonly comments: readonly Comment[]
}

/** Reads a `.tf`, `.hcl` or `.tfvars` file. */
export const readHcl = (file: string, text: string): HclFile => {
  const lexer = new Lexer(new SourceText(file, text), contentStart(text))
  const diagnostics: Diagnostic[] = []
  const body = readFileBody(lexer, diagnostics)
  return { body, diagnostics, comments: lexer.comments }
}

export interface HclExpression {
  /** Absent when the text could not be read. */
  readonly expression: Expression | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads text that is one expression. Newlines end it, unless they stand in brackets. */
export const readHclExpression = (file: string, text: string): HclExpression => {
  const lexer = new Lexer(new SourceText(file, text), contentStart(text))
  return attempt(lexer, () => {
    lexer.next()
    lexer.newlines = true
    const expression = readExpression(lexer)
    while (lexer.is('newline')) lexer.next()
    if (!lexer.is('end'))
      lexer.fail(
        'Extra characters after expression',
        'An expression was successfully parsed, but extra characters were found after it.',
      )
    return expression
  })
}

/** Reads all of a text as a template: a template file, or a string that Terraform takes for one. */
export const readHclTemplate = (file: string, text: string): HclExpression => {
  const lexer = new Lexer(new SourceText(file, text))
  return attempt(lexer, () => readBare(lexer))
}

export const attempt = (lexer: Lexer, read: () => Expression | Template): HclExpression => {
  try {
    return { expression: read(), diagnostics: [] }
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure)) throw failure
    const { summary, detail, from, to } = failure
    return { expression: undefined, diagnostics: [{ severity: 'error', summary, detail, at: lexer.at(from, to) }] }
  }
}

/** Behind a byte order mark. */
const contentStart = (text: string): number => (text.charCodeAt(0) === 0xfeff ? 1 : 0)
