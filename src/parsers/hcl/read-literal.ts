import type { Lexer } from './lexer.ts'

const special = /\\|\$\$+\{|%%+\{/g
const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

/** The text of a literal part of a template; `quoted` text has backslash escapes. */
export const readLiteral = (lexer: Lexer, raw: string, from: number, quoted: boolean): string => {
  if (!/[\\$%]/.test(raw)) return raw
  let result = ''
  let done = 0
  special.lastIndex = 0
  for (let match = special.exec(raw); match !== null; match = special.exec(raw)) {
    if (match[0] !== '\\') {
      result += raw.slice(done, match.index) + match[0].slice(1)
      done = special.lastIndex
    } else if (quoted) {
      const selector = raw[match.index + 1] ?? ''
      const length = selector === 'u' ? 4 : selector === 'U' ? 8 : 0
      const end = match.index + 2 + length
      const fail = (detail: string) => lexer.fail('Invalid escape sequence', detail, from + match.index, from + end)
      let character = simple[selector]
      if (length > 0) {
        const digits = raw.slice(match.index + 2, end)
        if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits))
          fail(
            `The \\${selector} escape sequence must be followed by ${length === 4 ? 'four' : 'eight'} hexadecimal digits.`,
          )
        const code = Number.parseInt(digits, 16)
        if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) fail(`Cannot encode character U+${digits} in UTF-8.`)
        character = String.fromCodePoint(code)
      }
      if (character === undefined) fail(`The symbol "${selector}" is not a valid escape sequence selector.`)
      result += raw.slice(done, match.index) + character
      done = end
      special.lastIndex = end
    }
  }
  return result + raw.slice(done)
}
