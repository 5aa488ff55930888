import type { EvaluatedSetting } from '../../../model/evaluated.ts'
import { remembered } from '../../../model/remembered.ts'
import { digest } from '../../../model/secret.ts'
import type { Value } from '../../../model/value.ts'
import { isSecretShape } from '../../secrets/secret-shape.ts'
import { isDistinctive } from '../../secrets/secret-texts.ts'
import { textOf } from '../read-value.ts'

/** Names of settings that hold secrets. */
const secretName =
  /(secret|passwo?r?d|passphrase|passwd|pwd|private_?key|api_?key|apikey|access_?key|signing_?key|encryption_?key|credential|auth_?token|access_?token|refresh_?token|bearer(_?token)?$|webhook_?url|connection_?string|database_?url|db_?ur[il]|dsn|salt|pepper|hmac|cookie_?key|session_?key|master_?key|license_?key|service_?account|jwt_?key|\bpin\b|_pat$|_token$|^token$|\.token$|_key$|\.key$)/
/** … and names that only look like them. */
const openName =
  /(public_?key|key_?(id|name|claim|path|url|uri|location|file|prefix)|_kid$|token_?(url|uri|endpoint|issuer|audience|ttl|lifetime|expir\w*|type|signing_alg)|secret_?(name|arn|id|path|version)|secret_manager_id|(cookie|header)[._]name$|password_?(policy|min|max|length|reset_url)|(expires|ttl|lifetime|expiration|duration|algorithm|alg|enabled|issuers?|audiences?|aud|iss|leeway)(_\w+)?$|oidc\.token\.|security\.token\.|verify\.publickey|keyspace|keyboard|keyword|translation_key|idempotency_key_header)/

const normalised = remembered(key =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/__|:/g, '.')
    .replaceAll(/-/g, '_'),
)

/** `jwtSecret`, `JWT_SECRET`, `jwt.secret` alike. */
export const normaliseKey = (path: readonly string[]): string => normalised(path.join('.'))

/** `jwt.api.key[2]` goes by the same name as `jwt_api_key`. */
const isSecretName = remembered(key => {
  const name = key.replaceAll('.', '_').replace(/[[\]\d_]+$/, '')
  return [key, name].some(spelling => secretName.test(spelling)) && !openName.test(key) && !openName.test(name)
})

const entropy = (text: string): number => {
  const counts = new Map<string, number>()
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

const isRandomText = (text: string): boolean =>
  /^[\w+/=-]{24,}$/.test(text) &&
  /\d/.test(text) &&
  /[A-Za-z]/.test(text) &&
  !/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text) &&
  !/^([a-z]+[-_/.])+[a-z]+\d*$/i.test(text) &&
  entropy(text) > 3.6

/** Whether a setting is a secret: by its name or that of what it was read from, by its declaration, or by how it looks. */
export const isSecret = (path: readonly string[], value: Value): boolean => {
  if (value.sensitive) return true
  return isSecretUnder(path, value) || value.from.origins.some(({ name }) => isSecretUnder([name], value))
}

const isSecretUnder = (path: readonly string[], value: Value): boolean => {
  const key = normaliseKey(path)
  const text = textOf(value)
  if (text === undefined) return value.kind === 'template' && isSecretName(key)
  if (text === '' || typeof (value.kind === 'known' ? value.value : '') === 'boolean') return false
  if (isSecretShape(text)) return true
  if (isSecretName(key))
    return !/^(arn:aws|projects\/|op:\/\/|vault:|@Microsoft\.KeyVault|ssm:|secretsmanager:)/.test(text)
  return isRandomText(text) && !openName.test(key)
}

/** The value with every secret in it replaced by its digest. An already sealed value stays. */
export const sealSecrets = (path: readonly string[], value: Value, salt: string, depth = 0): Value => {
  if (depth > 100) return { kind: 'unknown', why: { kind: 'unsupported', names: path.join('.') }, from: value.from }
  switch (value.kind) {
    case 'map':
      return {
        ...value,
        entries: new Map(
          [...value.entries].map(([key, child]) => [key, sealSecrets([...path, key], child, salt, depth + 1)]),
        ),
      }
    case 'list':
    case 'set':
      return { ...value, items: value.items.map(item => sealSecrets(path, item, salt, depth + 1)) }
    case 'template':
      return isSecret(path, value)
        ? { ...value, sensitive: true, parts: value.parts.map(part => seal(part, salt)) }
        : { ...value, parts: value.parts.map(part => sealSecrets(path, part, salt, depth + 1)) }
    case 'known':
      return !value.sensitive && isSecret(path, value) ? seal(value, salt) : value
    default:
      return value
  }
}

const seal = (value: Value, salt: string): Value => {
  const text = textOf(value)
  if (text === undefined || value.kind !== 'known' || value.sensitive) return value
  const { parts: _, ...whole } = value
  return { ...whole, value: digest(text, salt), sensitive: true }
}

/** For values that a framework uses as issuer, audience or key set: only what looks like a secret is one. */
export const sealByShape = (value: Value, salt: string): Value => {
  if (value.kind === 'template') return { ...value, parts: value.parts.map(part => sealByShape(part, salt)) }
  const text = textOf(value)
  return text !== undefined && !value.sensitive && isSecretShape(text) ? seal(value, salt) : value
}

/**
 * Seals an app's settings. A secret stays one wherever else its text stands: under the innocent name of the variable that it
 * came from, or inside a longer text.
 */
export const sealSettings = (settings: readonly EvaluatedSetting[], salt: string): readonly EvaluatedSetting[] => {
  const texts = new Set<string>()
  for (const { key, value } of settings) {
    const text = isSecret([key], value) ? textOf(value) : undefined
    if (text !== undefined && isDistinctive(text) && !value.sensitive) texts.add(text)
  }
  const known = [...texts].slice(0, 500)
  const holds = (value: Value): boolean => {
    const text = textOf(value)
    if (value.kind === 'template') return value.parts.some(holds)
    return text !== undefined && !value.sensitive && known.some(secret => text.includes(secret))
  }
  const sealWhole = (value: Value): Value =>
    value.kind === 'template'
      ? { ...value, sensitive: true, parts: value.parts.map(part => seal(part, salt)) }
      : seal(value, salt)
  return settings.map(({ key, value }) => ({
    key,
    value: holds(value) ? sealWhole(value) : sealSecrets([key], value, salt),
  }))
}
