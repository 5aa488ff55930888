import type { EvaluatedSetting } from '../../../model/evaluated.ts'
import type { Value } from '../../../model/value.ts'
import { textOf } from '../read-value.ts'
import { auth0Issuer, cognitoIssuer, firebaseIssuer } from './known-issuers.ts'
import { normaliseKey } from './secrets.ts'
import { commaList, requiredIssuer, type TokenSettings } from './token-settings.ts'

export type WordRole = 'minted' | 'accepted' | 'both' | 'audience' | 'jwks' | 'seed'

/** What a setting is taken for by its name, how surely, and why. */
export interface Guess {
  readonly role: WordRole
  readonly confidence: number
  readonly because: string
}

/** Part of everything below: most settings are none of these, and the patterns cost more. */
const anyWord = /iss|aud|jwk|publickey|auth0_domain|pool_?id|firebase/
const end = String.raw`(\.\d+)?$`
/** `(?<![^._])` is the start or behind a separator: what follows `(^|[._])` V8 compiles twice, and each of these is compiled in every run. */
const words: readonly { readonly role: WordRole; readonly pattern: RegExp; readonly confidence: number }[] = [
  {
    role: 'jwks',
    pattern: /jwks?_?(set)?_?(uri|url|endpoint|path)$|jwk_set_uri$|publickey\.location$|remote_jwks\.http_uri\.uri$/,
    confidence: 0.97,
  },
  {
    role: 'minted',
    pattern:
      /(?<![^._])(jwt_)?(encode|sign|signing|new_token|token_sign|mint|minted)[._]?(options)?[._]?iss(uer)?$|authorizationserver[._]issuer$|urls[._]self[._]issuer$|gotrue_jwt_issuer$/,
    confidence: 0.95,
  },
  {
    role: 'accepted',
    pattern: new RegExp(
      `(?<![^._])(jwt_)?(decode|verify|valid|accepted|expected|trusted|extra_jwt)[._]?iss(uer)?s?${end}|mp\\.jwt\\.verify\\.issuer$|(?<![^._])jwt_(valid|accepted|allowed|trusted)_issuers${end}`,
    ),
    confidence: 0.95,
  },
  { role: 'accepted', pattern: new RegExp(`(?<![^._])allowed_issuers?${end}`), confidence: 0.5 },
  {
    role: 'both',
    pattern: new RegExp(
      `(?<![^._])(jwt|oidc|oauth2?|openid|auth0?|okta|keycloak|cognito|idp|sso|token|clerk|kinde|zitadel|authentik|logto)([._]?(settings|options|config|auth|jwt|token))?[._]?(provider_)?iss(uers?)?(_(url|uri|base_url|domain))?${end}`,
    ),
    confidence: 0.85,
  },
  { role: 'both', pattern: new RegExp(`(?<![^._])iss(uers?)?(_(url|uri))?${end}`), confidence: 0.6 },
  {
    role: 'audience',
    pattern: new RegExp(
      `(?<![^._])(jwt|oidc|oauth2?|auth0?|token|api|idp|sso|keycloak|cognito|okta)[._]?(valid_|decode_|encode_|expected_|allowed_|api_)?aud(ience)?s?${end}|(?<![^._])valid_audiences?${end}`,
    ),
    confidence: 0.9,
  },
  { role: 'audience', pattern: new RegExp(`(?<![^._])aud(ience)?s?${end}`), confidence: 0.6 },
  { role: 'seed', pattern: /auth0_domain$|(cognito|aws)_?user_?pool_?id$|firebase_project_id$/, confidence: 0.8 },
]

/** Issuers of other things: certificates, cards, one-time passwords, SAML, clusters, deployments. */
const falseFriend =
  /(card|payment|bank|bond|invoice|document|credential|passport|visa|loan|stock|totp|otp|mfa|2fa|two_factor|saml|cluster|cert|certificate|x509|tls|ssl|ca|pki|vault|acme|letsencrypt|service_account|irsa|eks|aks|gke|nats|nkey|cosign|sigstore|apple|app_?store|github_actions|workload_identity|did|federated)([._]\w+)*[._]?issuer|issuer_(ref|id|name|kind|key_id|cert|certificate|dn)|(?<![^._])(compression|hash\w*|campaign|marketing|crm|segment|ads?)[._]/
const foreignValue =
  /token\.actions\.githubusercontent\.com|oidc\.eks\.[\w-]+\.amazonaws\.com|oidc\.prod-aks\.azure\.com|letsencrypt|^did:|^otpauth:|^[A-Z2-7]{20,}$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const neighbour = /(jwt|jwks?|oidc|oauth|audience|(?<![^._])aud$|client_id|realm|access_token|token_secret|bearer)/

/** `identity.oauth.issuer.url` says as much as `identity.oauth_issuer_url`. */
const lastWords = (path: string): string =>
  path.replace(/(^|\.)([a-z_]+)\.([a-z_]+)\.(ur[il]|domain|host)$/, '$1$2_$3_$4')

/** Guesses a setting's role from its name, its value and its neighbours; `undefined` for anything that is not about tokens. */
export const guessRole = (key: string, text: string | undefined, neighbours: readonly string[]): Guess | undefined => {
  const path = normaliseKey([key])
  if (!anyWord.test(path)) return undefined
  const last = lastWords(path)
  const found = words.find(({ pattern }) => pattern.test(path) || pattern.test(last))
  if (found === undefined || falseFriend.test(path)) return undefined
  if (text !== undefined && foreignValue.test(text)) return undefined
  const isUrl = text !== undefined && /^https?:\/\//.test(text)
  const hasNeighbour = neighbours.some(other => other !== path && neighbour.test(other))
  const named = /(?<![^._])(jwt|oidc|oauth2?|openid|mp)[._]/.test(path)
  if (found.role === 'jwks')
    return isUrl || text === undefined
      ? { role: 'jwks', confidence: found.confidence, because: 'names a key set and holds a URL' }
      : undefined
  const because = named
    ? 'names a token protocol'
    : hasNeighbour
      ? 'stands beside other token settings'
      : isUrl
        ? 'holds a URL'
        : 'only its name says so'
  const supported = named || hasNeighbour || (isUrl && found.role !== 'audience')
  return { role: found.role, confidence: supported ? found.confidence : Math.min(found.confidence, 0.3), because }
}

/** The least confidence that counts. */
export const leastConfidence = 0.5

/** Settings of an app whose code does not show what they are for. An issuer is both minted and accepted unless the settings show only one side. */
export const readByVocabulary = (settings: readonly EvaluatedSetting[], tokens: TokenSettings): void => {
  const keys = settings.map(({ key }) => normaliseKey([key]))
  const signs = keys.some(key => /(private_?key|signing_?key|sign_key)/.test(key))
  const shares = keys.some(key => /(jwt|token|auth)[._]?(secret|key)$/.test(key))
  const verifies = keys.some(key => /(jwks|jwk_set|public_?key|publickey)/.test(key))
  for (const { key, value } of settings) {
    const text = textOf(value)
    const parent = parentOf(normaliseKey([key]))
    const guess = guessRole(
      key,
      text,
      keys.filter(other => parentOf(other) === parent),
    )
    if (guess === undefined || guess.confidence < leastConfidence) continue
    const read = commaList(value)
    const accept = (): void => tokens.accept(read, value.from.at, { ...requiredIssuer, empty: 'unchecked' })
    switch (guess.role) {
      case 'jwks':
        tokens.keySet(value)
        break
      case 'audience':
        tokens.audience(read)
        break
      case 'minted':
        tokens.mint(read)
        break
      case 'accepted':
        accept()
        break
      case 'seed':
        tokens.accept(
          /pool/i.test(key) ? cognitoIssuer(value) : /firebase/i.test(key) ? firebaseIssuer(value) : auth0Issuer(value),
          value.from.at,
          requiredIssuer,
        )
        break
      case 'both':
        if (!signs || verifies || shares) accept()
        if (!verifies || signs || shares) tokens.mint(read)
    }
  }
}

/** A key set that stands in the same section as an issuer that is accepted belongs to the same verifier, whoever fetches it. */
export const readKeysBeside = (
  issuers: readonly Value[],
  settings: readonly EvaluatedSetting[],
  tokens: TokenSettings,
): void => {
  const origins = issuers.flatMap(({ from }) => from.origins)
  for (const { key, value } of settings) {
    const section = parentOf(normaliseKey([key]))
    if (section === '' || guessRole(key, textOf(value), [])?.role !== 'jwks') continue
    const isBeside = settings.some(
      other =>
        parentOf(normaliseKey([other.key])) === section &&
        other.value.from.origins.some(origin => origins.includes(origin)),
    )
    if (isBeside) tokens.keySet(value)
  }
}

/** What a flat key belongs to: `jwt` of `jwt.issuer`, everything of one process for `JWT_ISSUER`. */
const parentOf = (key: string): string =>
  key.includes('.') ? key.slice(0, key.lastIndexOf('.')).replace(/\.\d+$/, '') : ''
