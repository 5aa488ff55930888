import type { EvaluatedSetting } from '../../../model/evaluated.ts'
import type { Value } from '../../../model/value.ts'
import { foldName } from '../code/settings-ending.ts'
import { textOf } from '../read-value.ts'
import { TokenSettings } from './token-settings.ts'
import { readByVocabulary } from './vocabulary.ts'

/** `config.issuer`: a field of an object that no file of the app makes. */
const isUnseenField = (value: Value): boolean =>
  value.kind === 'unknown' && value.why.kind === 'outside' && /^[A-Za-z_]\w*(\.\w+)+$/.test(value.why.names)

const fieldOf = (value: Value): string =>
  value.kind === 'unknown' && value.why.kind === 'outside' ? (value.why.names.split('.').at(-1) ?? '') : ''

/**
 * Code that takes a setting from a class of a package says what it is for, and not what it is called. Where the settings have one value for
 * that, and it goes by the name of the field (`config.issuer`, `API_JWT_ISSUER`), it is that one; anything else leaves it open.
 */
export const readUnseenFields = (settings: readonly EvaluatedSetting[], tokens: TokenSettings): void => {
  const open = ([tokens.accepted, tokens.minted, tokens.audiences] as const).some(list => list.some(isUnseenField))
  if (!open) return
  const named = new TokenSettings()
  readByVocabulary(settings, named)
  const goesBy = (field: string, text: string): boolean =>
    settings.some(({ key, value }) => textOf(value) === text && foldName(lastName(key)).endsWith(foldName(field)))
  const settled = (['accepted', 'minted', 'audiences'] as const).filter(role => {
    const [only, ...others] = named[role]
    const at = tokens[role].findIndex(isUnseenField)
    const field = tokens[role][at]
    const text = only && textOf(only)
    if (field === undefined || text === undefined || others.length > 0 || !goesBy(fieldOf(field), text)) return false
    const isKnown = tokens[role].some(value => textOf(value) === text)
    tokens[role].splice(at, 1, ...(isKnown ? [] : [only as Value]))
    return true
  })
  if (settled.length > 0 && tokens.jwks.length === 0) for (const value of named.jwks) tokens.keySet(value)
}

const lastName = (key: string): string => key.slice(key.lastIndexOf('.') + 1)
