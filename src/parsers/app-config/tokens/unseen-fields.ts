import type { EvaluatedSetting } from '../../../model/evaluated.ts'
import type { Value } from '../../../model/value.ts'
import { textOf } from '../read-value.ts'
import { TokenSettings } from './token-settings.ts'
import { readByVocabulary } from './vocabulary.ts'

/** `config.issuer`: a field of an object that no file of the app makes. */
const isUnseenField = (value: Value): boolean =>
  value.kind === 'unknown' && value.why.kind === 'outside' && /^[A-Za-z_]\w*(\.\w+)+$/.test(value.why.names)

/**
 * Code that takes a setting from a class of a package says what it is for, and not what it is called. Where the settings have one value
 * that is called so, it is that one; several leave it open.
 */
export const readUnseenFields = (settings: readonly EvaluatedSetting[], tokens: TokenSettings): void => {
  const open = ([tokens.accepted, tokens.minted, tokens.audiences] as const).some(list => list.some(isUnseenField))
  if (!open) return
  const named = new TokenSettings()
  readByVocabulary(settings, named)
  const settled = (['accepted', 'minted', 'audiences'] as const).filter(role => {
    const [only, ...others] = named[role]
    const at = tokens[role].findIndex(isUnseenField)
    if (at === -1 || only === undefined || others.length > 0 || textOf(only) === undefined) return false
    const isKnown = tokens[role].some(value => textOf(value) === textOf(only))
    tokens[role].splice(at, 1, ...(isKnown ? [] : [only]))
    return true
  })
  if (settled.length > 0 && tokens.jwks.length === 0) for (const value of named.jwks) tokens.keySet(value)
}
