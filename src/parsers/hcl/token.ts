/** What the current token is. `quote` and `heredoc` only open a template: its content is read by `read-template.ts`. */
export type TokenKind = 'end' | 'newline' | 'identifier' | 'number' | 'quote' | 'heredoc' | 'invalid' | Punctuation
type Punctuation =
  | ('(' | ')' | '[' | ']' | '{' | '}' | '~}' | ',' | '.' | '...' | ':' | '::' | '?' | '=' | '=>')
  | ('==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||' | '!' | '+' | '-' | '*' | '/' | '%')

const single: readonly (TokenKind | undefined)[] = (() => {
  const kinds: (TokenKind | undefined)[] = new Array(128).fill(undefined)
  const all: readonly TokenKind[] = ['(', ')', '[', ']', '{', '}', ',', '?', '+', '-', '*', '/', '%']
  for (const kind of all) kinds[kind.charCodeAt(0)] = kind
  kinds[34] = 'quote'
  return kinds
})()

export const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
export const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** The punctuation at an offset; identifiers, numbers and heredocs are recognised elsewhere. */
export const punctuation = (code: number, text: string, at: number): TokenKind | undefined => {
  const kind = single[code]
  if (kind !== undefined) return kind
  const second = text.charCodeAt(at + 1)
  switch (code) {
    case 46:
      return second === 46 && text.charCodeAt(at + 2) === 46 ? '...' : '.'
    case 58:
      return second === 58 ? '::' : ':'
    case 60:
      return second === 61 ? '<=' : '<'
    case 62:
      return second === 61 ? '>=' : '>'
    case 61:
      return second === 61 ? '==' : second === 62 ? '=>' : '='
    case 33:
      return second === 61 ? '!=' : '!'
    case 38:
      return second === 38 ? '&&' : undefined
    case 124:
      return second === 124 ? '||' : undefined
    case 126:
      return second === 125 ? '~}' : undefined
    default:
      return undefined
  }
}
