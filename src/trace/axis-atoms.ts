import { type GlobToken, globTokens } from './glob.ts'

/** The texts of one axis of requests (hosts, paths, values of a header), in classes that no pattern tells apart. */
export interface Atoms {
  /** One text of each class. */
  readonly texts: readonly string[]
  /** For each pattern, which classes it matches. */
  readonly matchedBy: ReadonlyMap<string, ReadonlySet<number>>
}

export interface Axis {
  readonly ignoreCase: boolean
  /** Characters from which one is taken that no pattern names: it stands for all others. */
  readonly others: string
  /** Whether a text may go on with this character. */
  readonly mayFollow: (before: string, char: string) => boolean
  /** Whether a text may end like this. */
  readonly mayBe: (text: string) => boolean
}

const letters = 'xqzjkwvyutsrponmlihgfedcba0123456789'

/** Host names have no empty label. */
export const hostAxis: Axis = {
  ignoreCase: true,
  others: letters,
  mayFollow: (before, char) => char !== '.' || (before !== '' && !before.endsWith('.')),
  mayBe: text => text !== '' && !text.endsWith('.'),
}

export const pathAxis: Axis = {
  ignoreCase: false,
  others: `${letters}ABCDEFGHIJKLMNOPQRSTUVWXYZ~_`,
  mayFollow: (before, char) => before !== '' || char === '/',
  mayBe: text => text !== '',
}

export const headerAxis: Axis = { ignoreCase: true, others: `${letters}~_`, mayFollow: () => true, mayBe: () => true }

/** Beyond so many states the patterns are too entangled: nothing is said then. */
const mostStates = 40_000

/** Where a pattern stands: its index times this, and the position in it. */
const stride = 256

/**
 * The classes of texts that patterns make, by walking all patterns at once (subset construction over the characters that they name and one that
 * stands for all others). Nothing where there are too many.
 */
export const atomsOf = (patterns: readonly string[], axis: Axis): Atoms | undefined => {
  const tokens = patterns.map(pattern => globTokens(pattern, { ignoreCase: axis.ignoreCase }))
  if (tokens.some(list => list.length >= stride)) return undefined
  const named = new Set(tokens.flatMap(list => list.flatMap(token => (typeof token === 'string' ? [] : [token.char]))))
  const other = [...axis.others].find(char => !named.has(char))
  const tokenAt = (position: number): GlobToken | undefined =>
    tokens[Math.floor(position / stride)]?.[position % stride]
  /** Positions reachable without reading: `*` may match nothing. */
  const close = (positions: Iterable<number>): readonly number[] => {
    const closed = new Set<number>()
    for (const position of positions)
      for (let at = position; ; at++) {
        closed.add(at)
        if (tokenAt(at) !== 'any') break
      }
    return [...closed].sort((one, two) => one - two)
  }
  const texts: string[] = []
  const matchedBy = new Map(patterns.map(pattern => [pattern, new Set<number>()]))
  const classes = new Set<string>()
  const start = close(patterns.map((_, index) => index * stride))
  const open: { readonly text: string; readonly positions: readonly number[] }[] = [{ text: '', positions: start }]
  const seen = new Set<string>()
  for (let next = 0; next < open.length; next++) {
    if (open.length > mostStates) return undefined
    const { text, positions } = open[next] as (typeof open)[number]
    if (axis.mayBe(text)) {
      const matched = positions.filter(at => at % stride === tokens[Math.floor(at / stride)]?.length)
      const key = matched.join()
      if (!classes.has(key)) {
        classes.add(key)
        for (const at of matched) matchedBy.get(patterns[Math.floor(at / stride)] ?? '')?.add(texts.length)
        texts.push(text)
      }
    }
    const wanted = new Set<string>()
    const stays: number[] = []
    for (const at of positions) {
      const token = tokenAt(at)
      if (token === 'any') stays.push(at)
      else if (token === 'one') stays.push(at + 1)
      else if (token) wanted.add(token.char)
    }
    for (const char of [...wanted, ...(other === undefined ? named : [other])]) {
      if (!axis.mayFollow(text, char)) continue
      const after = [...stays]
      for (const at of positions) {
        const token = tokenAt(at)
        if (typeof token === 'object' && token.char === char) after.push(at + 1)
      }
      const closed = close(after)
      const edge = char === '.' || char === '/' ? char : ''
      const key = `${edge}${closed.join()}`
      if (seen.has(key)) continue
      seen.add(key)
      open.push({ text: text + char, positions: closed })
    }
  }
  return { texts, matchedBy }
}
