export interface GlobOptions {
  readonly ignoreCase?: boolean
  /** `\*` and `\?` are the characters themselves (query-string conditions). */
  readonly escapes?: boolean
}

/** One element of a pattern: a character, exactly one of any (`?`), or any number of any (`*`). */
export type GlobToken = { readonly char: string } | 'one' | 'any'

/** ELB guide, "Condition types": `*` is 0 or more characters, `?` exactly 1; nothing else is special; no character is excluded. */
export const globTokens = (
  pattern: string,
  { ignoreCase = false, escapes = false }: GlobOptions = {},
): readonly GlobToken[] => {
  const text = ignoreCase ? pattern.toLowerCase() : pattern
  const tokens: GlobToken[] = []
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    const next = text.charAt(i + 1)
    if (escapes && char === '\\' && (next === '*' || next === '?')) {
      tokens.push({ char: next })
      i++
    } else if (char === '*') {
      if (tokens.at(-1) !== 'any') tokens.push('any')
    } else tokens.push(char === '?' ? 'one' : { char })
  }
  return tokens
}

/** Whether the pattern matches the whole text. Linear in practice, quadratic at worst. */
export const matchTokens = (tokens: readonly GlobToken[], text: string): boolean => {
  let token = 0
  let at = 0
  let star = -1
  let resume = 0
  while (at < text.length) {
    const current = tokens[token]
    if (current === 'any') {
      star = token++
      resume = at
    } else if (current !== undefined && (current === 'one' || current.char === text.charAt(at))) {
      token++
      at++
    } else if (star >= 0) {
      token = star + 1
      at = ++resume
    } else return false
  }
  while (tokens[token] === 'any') token++
  return token === tokens.length
}

export const matchGlob = (pattern: string, text: string, options: GlobOptions = {}): boolean =>
  matchTokens(globTokens(pattern, options), options.ignoreCase ? text.toLowerCase() : text)
