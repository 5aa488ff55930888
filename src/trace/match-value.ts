import type { Patterns } from '../model/entity.ts'
import { someOf, type Truth, truthOf } from '../model/truth.ts'
import { isReadable, type Value } from '../model/value.ts'
import { type GlobOptions, type GlobToken, globTokens, matchTokens } from './glob.ts'

interface Pattern {
  readonly tokens: readonly GlobToken[]
  readonly whole: boolean
}

/** By whether letter case counts and whether characters are escaped: a pattern meets many texts. */
const remembered = [new WeakMap<Value, Pattern>(), new WeakMap(), new WeakMap(), new WeakMap()] as const

const tokensOf = (value: Value, options: GlobOptions): Pattern => {
  const known = remembered[options.ignoreCase ? (options.escapes ? 3 : 2) : options.escapes ? 1 : 0]
  const found = known.get(value)
  if (found) return found
  const made = readTokens(value, options)
  known.set(value, made)
  return made
}

/** Tokens of a partly known pattern; what is not known may be anything, so it becomes `*`. */
const readTokens = (value: Value, options: GlobOptions): Pattern => {
  if (isReadable(value)) return { tokens: globTokens(String(value.value), options), whole: true }
  if (value.kind !== 'template') return { tokens: ['any'], whole: false }
  const parts = value.parts.map(part => tokensOf(part, options))
  return { tokens: parts.flatMap(part => part.tokens), whole: parts.every(part => part.whole) }
}

/** Whether a pattern, perhaps only partly known, matches a text. */
export const matchPattern = (pattern: Value, text: string, options: GlobOptions = {}): Truth => {
  const { tokens, whole } = tokensOf(pattern, options)
  if (!matchTokens(tokens, options.ignoreCase ? text.toLowerCase() : text)) return 'no'
  return whole ? 'yes' : 'undetermined'
}

/** Whether one of the patterns matches. */
export const matchPatterns = (patterns: Patterns, text: string, options: GlobOptions = {}): Truth =>
  'unknown' in patterns ? 'undetermined' : someOf(patterns, pattern => matchPattern(pattern, text, options))

/** Whether a value is exactly this text (host names: pass both in lower case). */
export const equalsText = (value: Value, text: string): Truth => {
  if (isReadable(value)) return truthOf(String(value.value) === text)
  if (value.kind !== 'template')
    return value.kind === 'list' || value.kind === 'map' || value.kind === 'set' ? 'no' : 'undetermined'
  const tokens = value.parts.flatMap((part): readonly GlobToken[] =>
    isReadable(part) ? [...String(part.value)].map(char => ({ char })) : ['any'],
  )
  return matchTokens(tokens, text) ? 'undetermined' : 'no'
}
