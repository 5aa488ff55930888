import type { Value } from '../../../model/value.ts'
import { getPath } from '../layers/merge.ts'
import { textOf, withText } from '../read-value.ts'
import { commaList, requiredIssuer, type TokenSettings } from './token-settings.ts'

const each = (value: Value | undefined): readonly Value[] => (value?.kind === 'list' ? value.items : [])

type FoundMap = readonly [path: readonly string[], map: Value & { kind: 'map' }]

const mapsOf = new WeakMap<Value, readonly FoundMap[]>()

/** Every map in a tree, outermost first, with the keys that lead to it. */
const everyMap = (document: Value): readonly FoundMap[] => {
  const present = mapsOf.get(document)
  if (present !== undefined) return present
  const found: FoundMap[] = []
  const visit = (value: Value, path: readonly string[]): void => {
    if (path.length > 60) return
    if (value.kind === 'map') {
      found.push([path, value])
      for (const [key, child] of value.entries)
        if (child.kind === 'map' || child.kind === 'list') visit(child, [...path, key])
    } else if (value.kind === 'list') for (const [i, child] of value.items.entries()) visit(child, [...path, String(i)])
  }
  visit(document, [])
  mapsOf.set(document, found)
  return found
}

/**
 * Istio's AuthorizationPolicy asks for a token by the principal that only a token gives: of every source that it allows, or by denying those without
 * one (https://istio.io/latest/docs/reference/config/security/authorization-policy/, `requestPrincipals`).
 */
const demandedBy = (policy: Value): Value | undefined => {
  const isDenial = textOf(getPath(policy, ['spec', 'action'])) === 'DENY'
  const rules = each(getPath(policy, ['spec', 'rules']))
  if (!isDenial && rules.some(rule => each(getPath(rule, ['from'])).length === 0)) return undefined
  const sources = rules.flatMap(rule =>
    each(getPath(rule, ['from'])).map(from =>
      getPath(from, ['source', isDenial ? 'notRequestPrincipals' : 'requestPrincipals']),
    ),
  )
  const asked = sources.filter(principals => principals !== undefined)
  return asked.length > 0 && (isDenial || asked.length === sources.length) ? asked[0] : undefined
}

/** Envoy's jwt_authn and Istio's RequestAuthentication, and what asks for a token at all. */
const readMesh = (document: Value, tokens: TokenSettings): void => {
  if (textOf(getPath(document, ['kind'])) === 'AuthorizationPolicy') {
    const demanded = demandedBy(document)
    if (demanded) tokens.tokenDemanded.push(demanded)
  }
  if (textOf(getPath(document, ['kind'])) === 'RequestAuthentication') {
    for (const rule of each(getPath(document, ['spec', 'jwtRules']))) {
      tokens.accept(getPath(rule, ['issuer']), rule.from.at, requiredIssuer)
      tokens.audience(getPath(rule, ['audiences']))
      tokens.keySet(getPath(rule, ['jwksUri']))
    }
  }
  for (const [, map] of everyMap(document)) {
    const isFilter = /jwt_authn/.test(textOf(map.entries.get('name')) ?? textOf(map.entries.get('@type')) ?? '')
    const providers =
      getPath(map, ['typed_config', 'providers']) ??
      (isFilter || map.entries.has('rules') ? map.entries.get('providers') : undefined)
    if (providers?.kind !== 'map' || !(isFilter || getPath(map, ['typed_config']) === undefined)) continue
    for (const provider of providers.entries.values()) {
      const keys = getPath(provider, ['remote_jwks', 'http_uri', 'uri'])
      if (
        provider.kind !== 'map' ||
        (keys ?? getPath(provider, ['local_jwks']) ?? provider.entries.get('issuer')) === undefined
      )
        continue
      tokens.accept(provider.entries.get('issuer'), provider.from.at)
      tokens.audience(provider.entries.get('audiences'))
      tokens.keySet(keys)
    }
  }
}

/** Kong: the jwt plugin accepts the keys of its consumers' credentials; openid-connect what it lists. */
const readKong = (document: Value, tokens: TokenSettings): void => {
  if (getPath(document, ['_format_version']) === undefined) return
  let usesIssuer = true
  let hasPlugin = false
  for (const [, map] of everyMap(document)) {
    const name = textOf(map.entries.get('name'))
    if (name === 'jwt') {
      hasPlugin = true
      const claim = textOf(getPath(map, ['config', 'key_claim_name']))
      if (claim !== undefined && claim !== 'iss') usesIssuer = false
    } else if (name === 'openid-connect') {
      const config = map.entries.get('config')
      const allowed = getPath(config, ['issuers_allowed'])
      const issuer = getPath(config, ['issuer'])
      if (allowed !== undefined) tokens.accept(allowed, map.from.at, requiredIssuer)
      else if (issuer !== undefined) tokens.acceptDiscovered(issuer, issuer.from.at)
      tokens.audience(getPath(config, ['audience_required']) ?? getPath(config, ['audience']))
    }
  }
  if (!hasPlugin) return
  const credentials = [...everyMap(document)].flatMap(([, map]) => each(map.entries.get('jwt_secrets')))
  if (!usesIssuer) tokens.acceptAny(document.from.at)
  else
    for (const credential of credentials)
      tokens.accept(getPath(credential, ['key']), credential.from.at, requiredIssuer)
}

/** APISIX's openid-connect plugin. */
const readApisix = (document: Value, tokens: TokenSettings): void => {
  for (const [path, map] of everyMap(document)) {
    if (path.at(-1) !== 'openid-connect') continue
    const valid = getPath(map, ['claim_validator', 'issuer', 'valid_issuers'])
    const discovery = map.entries.get('discovery')
    if (valid !== undefined) tokens.accept(valid, map.from.at, requiredIssuer)
    else if (discovery !== undefined) tokens.acceptDiscovered(issuerOf(discovery), discovery.from.at)
    const checksAudience = textOf(getPath(map, ['claim_validator', 'audience', 'match_with_client_id'])) === 'true'
    if (checksAudience) tokens.audience(map.entries.get('client_id'))
  }
}

const issuerOf = (discovery: Value): Value => {
  const text = textOf(discovery)
  return text === undefined ? discovery : withText(discovery, text.replace(/\/\.well-known\/openid-configuration$/, ''))
}

/** An OpenAPI document with API Gateway's authorizers; Traefik's and KrakenD's token checks. */
const readOthers = (document: Value, tokens: TokenSettings): void => {
  for (const [path, map] of everyMap(document)) {
    if (path.at(-1) === 'x-amazon-apigateway-authorizer') {
      const config = map.entries.get('jwtConfiguration')
      if (config === undefined) continue
      tokens.accept(getPath(config, ['issuer']), config.from.at, requiredIssuer)
      tokens.audience(getPath(config, ['audience']))
    } else if (map.entries.has('jwksUrl') || map.entries.has('signingSecret')) {
      const claims = textOf(map.entries.get('claims')) ?? ''
      const equal = (claim: string): readonly Value[] =>
        [...claims.matchAll(new RegExp(`Equals\\(\`${claim}\`,\\s*\`([^\`]*)\`\\)`, 'g'))].map(match =>
          withText(map, match[1] ?? ''),
        )
      if (equal('iss').length === 0) tokens.acceptAny(map.from.at)
      for (const issuer of equal('iss')) tokens.accept(issuer, map.from.at)
      for (const audience of equal('aud')) tokens.audience(audience)
      tokens.keySet(map.entries.get('jwksUrl'))
    } else if (path.at(-1) === 'auth/validator') {
      tokens.accept(map.entries.get('issuer'), map.from.at)
      tokens.audience(map.entries.get('audience'))
      tokens.keySet(map.entries.get('jwk_url'))
    }
  }
}

/** Ory Hydra's and Dex's own issuer. */
const readProviders = (document: Value, tokens: TokenSettings): void => {
  tokens.mint(getPath(document, ['urls', 'self', 'issuer']))
  const isDex = getPath(document, ['connectors']) !== undefined || getPath(document, ['staticClients']) !== undefined
  if (isDex && getPath(document, ['storage']) !== undefined) tokens.mint(commaList(getPath(document, ['issuer'])))
}

/** Token settings of gateways and providers that are configured by documents. */
export const readGateways = (documents: readonly Value[], tokens: TokenSettings): void => {
  for (const document of documents) {
    readMesh(document, tokens)
    readKong(document, tokens)
    readApisix(document, tokens)
    readOthers(document, tokens)
    readProviders(document, tokens)
  }
}
