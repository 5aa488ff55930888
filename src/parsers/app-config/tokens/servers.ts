import { startOf } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFiles } from '../app-files.ts'
import type { Container } from '../deployments/container.ts'
import { readIni } from '../formats/ini.ts'
import { readJson } from '../formats/json.ts'
import { embeddedSource } from '../formats/text-source.ts'
import { readToml } from '../formats/toml.ts'
import { getPath } from '../layers/merge.ts'
import { isEmptyText, textOf, withText } from '../read-value.ts'
import { keycloakIssuer } from './known-issuers.ts'
import { commaList, requiredIssuer, type TokenSettings } from './token-settings.ts'

/** What a ready-made server reads: its environment, and the app's files. */
export interface ServerInput {
  readonly files: AppFiles
  readonly hint: string
  readonly environment: ReadonlyMap<string, Value>
  readonly containers: readonly Container[]
}

const isSet = (value: Value | undefined): value is Value => value !== undefined && !isEmptyText(value)

const embedded = (value: Value): Value | undefined => {
  const text = textOf(value)
  return text === undefined ? undefined : readJson(embeddedSource(text, value.from.at)).documents[0]
}

/** Environments of containers that run an image; the app's own where it is asked for by name or has its variables. */
const environmentsOf = (
  { containers, environment, hint }: ServerInput,
  image: RegExp,
  own: RegExp,
  name: string,
): readonly ReadonlyMap<string, Value>[] => {
  const found = containers.filter(container => image.test(container.image)).map(container => container.environment)
  if (found.length > 0) return found
  return hint === name || [...environment.keys()].some(key => own.test(key)) ? [environment] : []
}

/** Hasura: each secret is JSON; the plural variable is used when both are set. */
const hasura = (input: ServerInput, tokens: TokenSettings): void => {
  for (const environment of environmentsOf(
    input,
    /hasura\/graphql-engine/,
    /^HASURA_GRAPHQL_JWT_SECRETS?$/,
    'hasura',
  )) {
    const secret = environment.get('HASURA_GRAPHQL_JWT_SECRETS') ?? environment.get('HASURA_GRAPHQL_JWT_SECRET')
    const read = secret && embedded(secret)
    if (secret !== undefined && read === undefined && secret.kind !== 'known') tokens.accept(secret, secret.from.at)
    for (const one of read?.kind === 'list' ? read.items : read === undefined ? [] : [read]) {
      if (one.kind !== 'map') continue
      tokens.accept(one.entries.get('issuer'), one.from.at)
      tokens.audience(one.entries.get('audience'))
      tokens.keySet(one.entries.get('jwk_url'))
    }
  }
}

/** PostgREST checks the audience if it has one, and never the issuer. */
const postgrest = (input: ServerInput, tokens: TokenSettings): void => {
  const file = input.files.matching(/(^|\/)postgrest\.conf$/)[0]
  const [settings] = file ? readIni(file.source).documents : []
  const secret = getPath(settings, ['jwt-secret'])
  const environments = environmentsOf(input, /postgrest/, /^PGRST_JWT_/, 'postgrest')
  for (const environment of environments.length > 0 ? environments : [input.environment]) {
    const used = environment.get('PGRST_JWT_SECRET') ?? secret
    if (used !== undefined) tokens.acceptAny(used.from.at)
    tokens.audience(environment.get('PGRST_JWT_AUD') ?? getPath(settings, ['jwt-aud']))
  }
}

/** GoTrue: what it mints; API_EXTERNAL_URL stands in where no issuer is set. */
const gotrue = (input: ServerInput, tokens: TokenSettings): void => {
  for (const environment of environmentsOf(input, /gotrue|supabase\/auth/, /^GOTRUE_/, 'gotrue')) {
    const issuer = environment.get('GOTRUE_JWT_ISSUER')
    const external = environment.get('API_EXTERNAL_URL') ?? environment.get('GOTRUE_API_EXTERNAL_URL')
    tokens.mint(isSet(issuer) ? issuer : external)
    tokens.audience(commaList(environment.get('GOTRUE_JWT_AUD')))
  }
}

/** Keycloak: `<hostname>/realms/<realm>` for every realm; without a hostname the issuer follows the request. */
const keycloak = (input: ServerInput, tokens: TokenSettings): void => {
  const realms = input.files
    .matching(/\.json$/)
    .flatMap(file =>
      /"realm"\s*:/.test(file.source.text) && !/auth-server-url/.test(file.source.text) ? file.documents() : [],
    )
  const conf = input.files.matching(/(^|\/)keycloak\.conf$/)[0]
  const [settings] = conf ? readIni(conf.source).documents : []
  const environments = environmentsOf(input, /keycloak/, /^KC_(HOSTNAME|HTTP)/, 'keycloak')
  for (const environment of environments.length > 0
    ? environments
    : settings === undefined
      ? []
      : [input.environment]) {
    const read = (variable: string, key: string): Value | undefined =>
      environment.get(variable) ?? getPath(settings, [key])
    const hostname = read('KC_HOSTNAME', 'hostname') ?? flag(input, 'hostname')
    const relative = (textOf(read('KC_HTTP_RELATIVE_PATH', 'http-relative-path')) ?? '').replace(/\/+$/, '')
    for (const realm of realms) {
      const name = getPath(realm, ['realm'])
      const frontend = getPath(realm, ['attributes', 'frontendUrl'])
      if (name === undefined) continue
      if (isSet(frontend)) tokens.mint(keycloakIssuer(frontend, name))
      else if (!isSet(hostname)) tokens.mintFromRequest(name.from.at)
      else tokens.mint(keycloakIssuer(baseOf(hostname, relative), name))
    }
    const [first] = environment.values()
    if (realms.length === 0 && !isSet(hostname)) tokens.mintFromRequest(first?.from.at ?? startOf(input.files.root))
  }
}

/** A bare host is served over https; a URL is used as it is. */
const baseOf = (hostname: Value, relative: string): Value => {
  const text = textOf(hostname)
  if (text === undefined) return hostname
  if (/^https?:\/\//.test(text)) return withText(hostname, /^https?:\/\/[^/]+$/.test(text) ? text + relative : text)
  return withText(hostname, `https://${text}${relative}`)
}

/** `--hostname=…` of a container's command. */
const flag = ({ containers }: ServerInput, name: string): Value | undefined => {
  for (const { command } of containers) {
    for (const word of command) {
      const value = new RegExp(`^--${name}=(.+)$`).exec(word)?.[1]
      if (value !== undefined) return { kind: 'known', value, from: { at: startOf('command'), origins: [] } }
    }
  }
  return undefined
}

/** An app that uses Keycloak's adapter: `keycloak.json`. */
const keycloakAdapter = (input: ServerInput, tokens: TokenSettings): void => {
  for (const file of input.files.matching(/(^|\/)keycloak(\.\w+)?\.json$/)) {
    const [document] = file.documents()
    const [server, realm] = [getPath(document, ['auth-server-url']), getPath(document, ['realm'])]
    if (server === undefined || realm === undefined) continue
    tokens.accept(keycloakIssuer(server, realm), server.from.at, requiredIssuer)
    if (textOf(getPath(document, ['verify-token-audience'])) === 'true')
      tokens.audience(getPath(document, ['resource']))
  }
}

/** oauth2-proxy: flags over variables over the file. */
const oauth2Proxy = (input: ServerInput, tokens: TokenSettings): void => {
  const file = input.files.matching(/(^|\/)oauth2[-_]proxy[\w.-]*\.(cfg|toml)$/)[0]
  const [settings] = file ? readToml(file.source).documents : []
  const [environment] = environmentsOf(input, /oauth2-proxy/, /^OAUTH2_PROXY_/, 'oauth2-proxy')
  if (settings === undefined && environment === undefined) return
  const read = (key: string): Value | undefined =>
    flag(input, key.replaceAll('_', '-')) ??
    (environment ?? input.environment).get(`OAUTH2_PROXY_${key.toUpperCase()}`) ??
    getPath(settings, [key])
  const issuer = read('oidc_issuer_url')
  if (textOf(read('insecure_oidc_skip_issuer_verification')) === 'true' && issuer !== undefined)
    tokens.acceptAny(issuer.from.at)
  else if (isSet(issuer)) tokens.accept(issuer, issuer.from.at, requiredIssuer)
  tokens.audience(read('client_id'))
  tokens.audience(commaList(read('oidc_extra_audiences')))
  tokens.keySet(read('oidc_jwks_url'))
  const extra = commaList(read('extra_jwt_issuers'))
  for (const pair of extra?.kind === 'list' ? extra.items : extra === undefined ? [] : [extra]) {
    const [, accepted, audience] = /^(.*)=([^=]*)$/.exec(textOf(pair) ?? '') ?? []
    if (accepted === undefined || audience === undefined) continue
    tokens.accept(withText(pair, accepted), pair.from.at, requiredIssuer)
    tokens.audience(withText(pair, audience))
  }
}

/** Jitsi's prosody: comma lists of bare names. Hydra by variables. */
const byVariables = ({ environment }: ServerInput, tokens: TokenSettings): void => {
  const accepted = environment.get('JWT_ACCEPTED_ISSUERS')
  if (accepted !== undefined) tokens.accept(commaList(accepted), accepted.from.at)
  tokens.audience(commaList(environment.get('JWT_ACCEPTED_AUDIENCES')))
  tokens.mint(environment.get('URLS_SELF_ISSUER'))
}

/** NGINX's auth_jwt checks the signature; the issuer only where a map of `$jwt_claim_iss` is required. */
const nginx = ({ files }: ServerInput, tokens: TokenSettings): void => {
  for (const { source } of files.matching(/nginx[^/]*\.conf$|(^|\/)conf\.d\/.*\.conf$/)) {
    const directive = /^\s*auth_jwt\s+(?!off)/m.exec(source.text)
    if (directive === null) continue
    const at = source.at(directive.index, directive.index + directive[0].length)
    const text = (value: string): Value => ({ kind: 'known', value, from: { at, origins: [] } })
    for (const [claim, role] of [
      ['iss', 'issuer'],
      ['aud', 'audience'],
    ] as const) {
      const map = new RegExp(`map\\s+\\$jwt_claim_${claim}\\s+(\\$\\w+)\\s*\\{([^}]*)\\}`).exec(source.text)
      const isRequired = map !== null && new RegExp(`auth_jwt_require\\s+\\${map[1] ?? ''}\\b`).test(source.text)
      const values = isRequired
        ? [...(map[2] ?? '').matchAll(/^\s*"?([^"\s;~]+)"?\s+["']?1["']?\s*;/gm)].map(match => match[1] ?? '')
        : []
      if (role === 'issuer' && values.length === 0) tokens.acceptAny(at)
      for (const value of values)
        role === 'issuer' ? tokens.accept(text(value), at, requiredIssuer) : tokens.audience(text(value))
    }
  }
}

/** Token settings of ready-made servers, by the variables and files that they document. */
export const readServers = (input: ServerInput, tokens: TokenSettings): void => {
  for (const read of [hasura, postgrest, gotrue, keycloak, keycloakAdapter, oauth2Proxy, byVariables, nginx])
    read(input, tokens)
}
