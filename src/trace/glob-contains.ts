import type { GlobToken } from './glob.ts'

/**
 * Whether every text that `inner` matches is matched by `outer`: exact, by walking all sets of positions of `outer` that `inner` can lead to
 * (subset construction over the characters that occur in either, and one that stands for all others). Patterns are at most 128 characters long.
 */
export const globContains = (outer: readonly GlobToken[], inner: readonly GlobToken[]): boolean => {
  const alphabet = [
    ...new Set([...outer, ...inner].flatMap(token => (typeof token === 'string' ? [] : [token.char]))),
    otherCharacter,
  ]
  const start = closure(outer, [0])
  const seen = new Set<string>()
  const open: { readonly at: number; readonly positions: readonly number[] }[] = skips(inner, 0).map(at => ({
    at,
    positions: start,
  }))
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const { at, positions } = state
    const key = `${at}:${positions.join()}`
    if (seen.has(key)) continue
    seen.add(key)
    if (at === inner.length) {
      if (!positions.includes(outer.length)) return false
      continue
    }
    const token = inner[at] as GlobToken
    const chars = typeof token === 'string' ? alphabet : [token.char]
    for (const char of chars) {
      const next = step(outer, positions, char)
      for (const onward of token === 'any' ? skips(inner, at) : skips(inner, at + 1))
        open.push({ at: onward, positions: next })
    }
  }
  return true
}

/** Stands for every character that neither pattern names. */
const otherCharacter = '\u0000'

/** Positions reachable without reading: `any` may match nothing. */
const skips = (tokens: readonly GlobToken[], from: number): readonly number[] => {
  const positions = [from]
  for (let at = from; tokens[at] === 'any'; at++) positions.push(at + 1)
  return positions
}

const closure = (tokens: readonly GlobToken[], positions: readonly number[]): readonly number[] =>
  [...new Set(positions.flatMap(at => skips(tokens, at)))].sort((one, other) => one - other)

const step = (tokens: readonly GlobToken[], positions: readonly number[], char: string): readonly number[] =>
  closure(
    tokens,
    positions.flatMap(at => {
      const token = tokens[at]
      if (token === 'any') return [at]
      if (token === 'one' || (token !== undefined && token.char === char)) return [at + 1]
      return []
    }),
  )
