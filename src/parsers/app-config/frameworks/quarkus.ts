import type { Value } from '../../../model/value.ts'
import type { AppFiles } from '../app-files.ts'
import { readDotenv } from '../formats/dotenv.ts'
import { type FlatEntry, FlatSettings, flatten } from '../layers/flat-settings.ts'
import { quarkusPlaceholders, resolvePlaceholders } from '../layers/placeholders.ts'
import { sameEnvironment } from '../layers/profile-names.ts'
import { textOf, withText } from '../read-value.ts'
import { commaList, requiredIssuer, type TokenSettings } from '../tokens/token-settings.ts'
import type { Framework, FrameworkSettings } from './framework.ts'
import { relaxedEntries, resolveFlat } from './spring-relaxed.ts'

/** Lowest precedence first. */
const sources = [
  /(^|\/)META-INF\/microprofile-config\.properties$/,
  /(^|\/)application\.properties$/,
  /(^|\/)application\.ya?ml$/,
  /^config\/application\.(properties|ya?ml)$/,
]

const fold = (key: string): string => key.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** The `%prod.` entries of a source over its plain ones; other profiles' entries are not there. */
const ofProfile = (entries: readonly FlatEntry[], isActive: (name: string) => boolean): readonly FlatEntry[] => {
  const plain = entries.filter(({ key }) => !key.startsWith('%'))
  const own = entries.flatMap(({ key, value }): FlatEntry[] => {
    const match = /^%\{?"?([^}."]+(?:,[^}."]+)*)"?\}?\.(.+)$/.exec(key)
    if (match === null || !(match[1] ?? '').split(',').some(name => isActive(name.trim()))) return []
    return [{ key: match[2] ?? '', value }]
  })
  return [...plain, ...own]
}

const loadQuarkus = (files: AppFiles, environment: ReadonlyMap<string, Value>, profile: string): FlatSettings => {
  const given = textOf(environment.get('QUARKUS_PROFILE'))?.split(',')
  const isActive = (name: string): boolean => (given ? given.includes(name) : sameEnvironment(profile, name))
  const settings = new FlatSettings(fold, false)
  for (const source of sources) {
    for (const file of files.matching(source))
      for (const document of file.documents()) settings.layer(ofProfile(flatten(document, 'dots'), isActive))
    for (const file of files.matching(/(^|\/)application-[\w-]+\.(properties|ya?ml)$/)) {
      const name = /application-([\w-]+)\.\w+$/.exec(file.path)?.[1] ?? ''
      const base = file.path.replace(/-[\w-]+(\.\w+)$/, '$1')
      if (isActive(name) && source.test(base))
        for (const document of file.documents()) settings.layer(ofProfile(flatten(document, 'dots'), isActive))
    }
  }
  const dotenv = files.get('.env')
  const variables = new Map([
    ...(dotenv
      ? readDotenv(dotenv.source).entries.flatMap(({ name, value }): [string, Value][] =>
          value ? [[name, value]] : [],
        )
      : []),
    ...environment,
  ])
  const ownName = /^_(\w+?)_(QUARKUS|MP|SMALLRYE)_/
  const forProfile = [...variables].filter(
    ([name]) => ownName.test(name) && isActive((ownName.exec(name)?.[1] ?? '').toLowerCase()),
  )
  const named = new Map([
    ...variables,
    ...forProfile.map(([name, value]): [string, Value] => [name.replace(/^_\w+?_(?=QUARKUS|MP|SMALLRYE)/, ''), value]),
  ])
  settings.layer(relaxedEntries(settings, named, /^(QUARKUS|MP|SMALLRYE)_/))
  const resolved = new FlatSettings(fold, false)
  const entries = resolveFlat(settings, variables, (value, lookup) =>
    resolvePlaceholders(value, quarkusPlaceholders, lookup),
  )
  // An empty value is no value.
  resolved.layer(entries.filter(({ value }) => textOf(value) !== ''))
  return resolved
}

const readJwt = (settings: FlatSettings, tokens: TokenSettings): void => {
  const verify = settings.all().find(({ key }) => fold(key).startsWith('mpjwtverify'))
  const issuer = settings.get('mp.jwt.verify.issuer')
  if (verify !== undefined) tokens.accept(textOf(issuer) === 'NONE' ? undefined : issuer, verify.value.from.at)
  for (const audience of settings.list('mp.jwt.verify.audiences')) tokens.audience(commaList(audience))
  tokens.keySet(settings.get('mp.jwt.verify.publickey.location'))
  tokens.mint(settings.get('smallrye.jwt.new-token.issuer'))
  for (const audience of settings.list('smallrye.jwt.new-token.audience')) tokens.audience(commaList(audience))
}

const oidcKeys = [
  'auth-server-url',
  'token.issuer',
  'token.audience',
  'client-id',
  'jwks-path',
  'discovery-enabled',
  'application-type',
  'public-key',
  'tenant-enabled',
]

const readTenant = (settings: FlatSettings, prefix: string, tokens: TokenSettings): void => {
  const read = (key: string): Value | undefined => settings.get(`${prefix}.${key}`)
  const server = read('auth-server-url')
  const issuer = read('token.issuer')
  const mark = issuer ?? server ?? read('public-key')
  if (mark === undefined || textOf(read('tenant-enabled')) === 'false') return
  const discovers = textOf(read('discovery-enabled')) !== 'false'
  if (textOf(issuer) === 'any') tokens.acceptAny(mark.from.at)
  else if (issuer !== undefined) tokens.accept(issuer, issuer.from.at, requiredIssuer)
  else if (server !== undefined && discovers) tokens.acceptDiscovered(server, server.from.at)
  else tokens.acceptAny(mark.from.at)
  for (const audience of settings.list(`${prefix}.token.audience`))
    if (textOf(audience) !== 'any') tokens.audience(commaList(audience))
  if (/^(web-app|hybrid)$/.test(textOf(read('application-type')) ?? '') && read('token.audience') === undefined)
    tokens.audience(read('client-id'))
  const keys = read('jwks-path')
  const keysText = textOf(keys)
  if (keys === undefined || keysText === undefined) return
  if (/^https?:/.test(keysText)) tokens.keySet(keys)
  else if (server !== undefined && !discovers)
    tokens.keySet(withText(keys, `${(textOf(server) ?? '').replace(/\/+$/, '')}/${keysText.replace(/^\/+/, '')}`))
}

export const quarkus: Framework = {
  name: 'quarkus',
  aliases: ['quarkus-smallrye-jwt', 'quarkus-oidc'],
  recognise: files =>
    files
      .matching(/(^|\/)(application(-[\w-]+)?\.(properties|ya?ml)|microprofile-config\.properties)$/)
      .find(file => /^\s*"?(%\w+"?[.:])?\s*(quarkus|mp\.jwt|mp:|smallrye)/m.test(file.source.text))?.path,
  load: ({ files, environment, profile }): FrameworkSettings => {
    const flat = loadQuarkus(files, environment, profile)
    return {
      flat,
      readTokens: tokens => {
        readJwt(flat, tokens)
        readTenant(flat, 'quarkus.oidc', tokens)
        const tenants = new Set<string>()
        for (const { key } of flat.all()) {
          const match = /^quarkus\.oidc\.("[^"]+"|[\w-]+)\.(.+)$/.exec(key)
          if (
            match !== null &&
            oidcKeys.includes(match[2]?.replace(/\[\d+\]$/, '') ?? '') &&
            !oidcKeys.includes(`${match[1]}.${match[2]}`)
          )
            tenants.add(match[1] ?? '')
        }
        for (const tenant of tenants) if (tenant !== 'token') readTenant(flat, `quarkus.oidc.${tenant}`, tokens)
      },
    }
  },
}
