import type { Patterns } from '../model/entity.ts'
import { some, type Truth, truthOf } from '../model/truth.ts'
import type { Value } from '../model/value.ts'
import { type GlobOptions, type GlobToken, globTokens, matchTokens } from './glob.ts'

/** Tokens of a partly known pattern; what is not known may be anything, so it becomes `*`. */
const tokensOf = (value: Value, options: GlobOptions): { tokens: readonly GlobToken[]; whole: boolean } => {
  if (value.kind === 'known') return { tokens: globTokens(String(value.value), options), whole: true }
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
  'unknown' in patterns ? 'undetermined' : some(patterns.map(pattern => matchPattern(pattern, text, options)))

/** Whether a value is exactly this text (host names: pass both in lower case). */
export const equalsText = (value: Value, text: string): Truth => {
  if (value.kind === 'known') return truthOf(String(value.value) === text)
  if (value.kind !== 'template')
    return value.kind === 'list' || value.kind === 'map' || value.kind === 'set' ? 'no' : 'undetermined'
  const tokens = value.parts.flatMap((part): readonly GlobToken[] =>
    part.kind === 'known' ? [...String(part.value)].map(char => ({ char })) : ['any'],
  )
  return matchTokens(tokens, text) ? 'undetermined' : 'no'
}
