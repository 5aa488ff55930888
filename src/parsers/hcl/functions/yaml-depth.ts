import { Lexer } from 'yaml'

/** Goes before the text of a scalar. */
const scalar = '\x1f'

/**
 * Whether a YAML text nests more levels deep than allowed, found out without building anything: parsers go down a level of their stack for
 * each. Levels of block style count by their indentation, which is never less than they are.
 */
export const nestsDeeper = (text: string, allowed: number): boolean => {
  let brackets = 0
  let indicators = 0
  let previous = ''
  const indents: number[] = []
  for (const token of new Lexer().lex(text)) {
    const isContent = previous === scalar
    previous = token
    if (isContent) continue
    if (token === '[' || token === '{') brackets += 1
    else if (token === ']' || token === '}') brackets -= 1
    else if (token === '-' || token === '?' || token === ':') indicators += 1
    else if (token === '\n' || token === '\r\n') indicators = 0
    else if (/^ +$/.test(token) && indicators === 0 && brackets === 0) {
      while ((indents.at(-1) ?? -1) >= token.length) indents.pop()
      indents.push(token.length)
    }
    if (brackets > allowed || indicators + indents.length > 2 * allowed) return true
  }
  return false
}
