import type { Template } from './ast.ts'
import { flushIndentation } from './flush-indentation.ts'
import type { Lexer } from './lexer.ts'
import { nestDirectives } from './nest-directives.ts'
import { TemplateReader } from './template-reader.ts'

/** The current token is the opening quote. */
export const readQuoted = (lexer: Lexer): Template => {
  const { start, newlines, text, limit } = lexer
  for (let at = lexer.end; at < limit; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) {
      const value = lexer.slice(lexer.end, at)
      const contentStart = lexer.end
      lexer.continueAt(at + 1)
      lexer.height = 1
      const end = at + 1
      return {
        kind: 'template',
        parts: value === '' ? [] : [{ kind: 'text', value, at: lexer.at(contentStart, at) }],
        at: lexer.at(start, end),
      }
    }
    if (code === 36 || code === 37 || code === 92 || code === 10) break
  }
  const reader = new TemplateReader(lexer, 'quoted', lexer.end)
  reader.read()
  const parts = nestDirectives(lexer, reader.tokens, reader.height)
  const { height } = lexer
  lexer.newlines = newlines
  lexer.continueAt(reader.at + 1)
  lexer.height = height
  return { kind: 'template', parts, at: lexer.at(start, lexer.previousEnd) }
}

/** The current token is the opening of the heredoc, up to and with its newline. */
export const readHeredoc = (lexer: Lexer): Template => {
  const { start, newlines, flush } = lexer
  const reader = new TemplateReader(lexer, 'heredoc', lexer.end)
  reader.read()
  if (flush) flushIndentation(reader.tokens)
  const parts = nestDirectives(lexer, reader.tokens, reader.height)
  const { height } = lexer
  lexer.newlines = newlines
  lexer.continueAt(reader.at)
  lexer.height = height
  return { kind: 'template', parts, at: lexer.at(start, lexer.previousEnd) }
}

/** All of the lexer's text as a template without quotes: template files, strings of JSON configuration. */
export const readBare = (lexer: Lexer): Template => {
  const { start } = lexer
  const reader = new TemplateReader(lexer, 'bare', start)
  reader.read()
  return {
    kind: 'template',
    parts: nestDirectives(lexer, reader.tokens, reader.height),
    at: lexer.at(start, lexer.limit),
  }
}
