import type { Value } from '../../../model/value.ts'
import type { AppFile, AppFiles } from '../app-files.ts'
import { readJson } from '../formats/json.ts'
import { embeddedSource } from '../formats/text-source.ts'
import { type FlatEntry, FlatSettings, flatten } from '../layers/flat-settings.ts'
import { resolvePlaceholders, springPlaceholders } from '../layers/placeholders.ts'
import { isAbsent, textOf } from '../read-value.ts'
import { commaList, requiredIssuer, type TokenSettings } from '../tokens/token-settings.ts'
import type { Framework, FrameworkSettings } from './framework.ts'
import { matchesProfiles } from './spring-profiles.ts'
import { relaxedEntries, resolveFlat } from './spring-relaxed.ts'

/** Lowest precedence first; in one place `.yml` is under `.properties`, and a profile's file over the plain one. */
const locations = [
  /(^|\/)src\/main\/resources\//,
  /(^|\/)src\/main\/resources\/config\//,
  /^(?!.*src\/main\/)(?!.*(^|\/)config\/)/,
  /^(?!.*src\/main\/)(.*\/)?config\//,
]
const formats = ['yaml', 'yml', 'properties']

const springFile = /(^|\/)(application|bootstrap)(-[\w-]+)?\.(ya?ml|properties)$/

const documentsOf = (file: AppFile): readonly (readonly FlatEntry[])[] =>
  file.documents().map(document => flatten(document, 'dots'))
const entryOf = (entries: readonly FlatEntry[], key: string): string | undefined =>
  textOf(entries.find(entry => entry.key === key)?.value)

/** The files of one stem (`application`, `application-prod`) at one location. */
const filesAt = (files: AppFiles, location: RegExp, stem: string): readonly AppFile[] =>
  formats.flatMap(format =>
    files.all.filter(file => location.test(file.path) && file.path.split('/').at(-1) === `${stem}.${format}`),
  )

/** Profiles that are active: those given, in order, each followed by the members of its group. */
const activeProfiles = (files: AppFiles, given: readonly string[]): readonly string[] => {
  const groups = new Map<string, string[]>()
  for (const file of files.matching(springFile)) {
    for (const { key, value } of documentsOf(file).flat()) {
      const group = /^spring\.profiles\.(?:group\.([\w-]+)|include)/.exec(key)
      const members = (textOf(value) ?? '').split(',').map(name => name.trim())
      if (group?.[1] !== undefined) groups.set(group[1], [...(groups.get(group[1]) ?? []), ...members])
      else if (group !== null && !/application-/.test(file.path))
        groups.set('', [...(groups.get('') ?? []), ...members])
    }
  }
  const expand = (name: string, depth: number): string[] => [
    name,
    ...(depth > 10 ? [] : (groups.get(name) ?? []).flatMap(member => expand(member, depth + 1))),
  ]
  return [...new Set([...(groups.get('') ?? []), ...given].flatMap(name => expand(name, 0)))].filter(
    name => name !== '',
  )
}

export const loadSpring = (files: AppFiles, environment: ReadonlyMap<string, Value>, profile: string): FlatSettings => {
  const settings = new FlatSettings(key => key.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), true)
  const given = textOf(environment.get('SPRING_PROFILES_ACTIVE'))
    ?.split(',')
    .map(name => name.trim()) ?? [profile]
  const active = activeProfiles(files, given)
  const loaded = new Set<string>()
  const load = (file: AppFile, depth: number): void => {
    if (loaded.has(file.path) || depth > 10) return
    loaded.add(file.path)
    for (const entries of documentsOf(file)) {
      const condition = entryOf(entries, 'spring.config.activate.on-profile') ?? entryOf(entries, 'spring.profiles')
      const listed = entries
        .filter(entry => /^spring\.(config\.activate\.on-profile|profiles)\[\d+\]$/.test(entry.key))
        .flatMap(entry => textOf(entry.value) ?? [])
      const expressions = [...(condition?.split(',') ?? []), ...listed]
      if (expressions.length > 0 && !expressions.some(expression => matchesProfiles(expression, active))) continue
      settings.layer(entries)
      for (const { key, value } of entries) {
        if (!/^spring\.config\.import(\[\d+\])?$/.test(key)) continue
        for (const item of (textOf(value) ?? '').split(/[,;]/)) {
          const imported = importedFile(files, file, item.trim())
          if (imported !== undefined) load(imported, depth + 1)
        }
      }
    }
  }
  for (const stem of ['bootstrap', 'application']) {
    for (const inJar of [true, false]) {
      const places = locations.filter((_, i) => i < 2 === inJar)
      for (const name of [stem, ...active.map(one => `${stem}-${one}`)]) {
        for (const place of places) for (const file of filesAt(files, place, name)) load(file, 0)
      }
    }
  }
  settings.layer(relaxedEntries(settings, environment, /^(SPRING|SERVER|MANAGEMENT|JWT|APP|AUTH)_/))
  settings.layer(applicationJson(environment.get('SPRING_APPLICATION_JSON')))
  const resolved = new FlatSettings(key => key.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), false)
  resolved.layer(
    resolveFlat(settings, environment, (value, lookup) => resolvePlaceholders(value, springPlaceholders, lookup)),
  )
  return resolved
}

const importedFile = (files: AppFiles, from: AppFile, location: string): AppFile | undefined => {
  const path = location
    .replace(/^optional:/, '')
    .replace(/^(classpath|file):\/*/, '')
    .replace(/^\.\//, '')
    .replace(/\[\.\w+\]$/, '')
  const directory = from.path.slice(0, from.path.lastIndexOf('/') + 1)
  return files.get(directory + path) ?? files.get(path) ?? files.all.find(file => file.path.endsWith(`/${path}`))
}

const applicationJson = (value: Value | undefined): readonly FlatEntry[] => {
  const text = textOf(value)
  if (value === undefined || text === undefined) return []
  return readJson(embeddedSource(text, value.from.at)).documents.flatMap(document => flatten(document, 'dots'))
}

const server = 'spring.security.oauth2.resourceserver.jwt'
const authorization = 'spring.security.oauth2.authorizationserver'
const client = 'spring.security.oauth2.client'

const filled = (value: Value | undefined): Value | undefined => (textOf(value) === '' ? undefined : value)

export const readSpringTokens = (settings: FlatSettings, tokens: TokenSettings): void => {
  const issuer = filled(settings.get(`${server}.issuer-uri`))
  const keys = filled(settings.get(`${server}.jwk-set-uri`))
  const verifier = issuer ?? keys ?? filled(settings.get(`${server}.public-key-location`))
  if (verifier !== undefined) tokens.accept(issuer, verifier.from.at)
  tokens.keySet(keys)
  for (const audience of settings.list(`${server}.audiences`)) tokens.audience(commaList(audience))
  const signs = settings.all().find(({ key }) => key.startsWith(`${authorization}.`))
  const minted = filled(settings.get(`${authorization}.issuer`)) ?? filled(settings.get(`${authorization}.issuer-url`))
  if (minted !== undefined) tokens.mint(minted)
  else if (signs !== undefined) tokens.mintFromRequest(signs.value.from.at)
  for (const { key, value } of settings.all()) {
    const provider = new RegExp(`^${client.replaceAll('.', '\\.')}\\.provider\\.([^.]+)\\.issuer-?uri$`, 'i').exec(
      key,
    )?.[1]
    if (provider === undefined || isAbsent(value)) continue
    tokens.accept(value, value.from.at, requiredIssuer)
    for (const registration of settings.all()) {
      const id = new RegExp(`^${client.replaceAll('.', '\\.')}\\.registration\\.([^.]+)\\.client-?id$`, 'i').exec(
        registration.key,
      )?.[1]
      const named = id === undefined ? undefined : textOf(settings.get(`${client}.registration.${id}.provider`))
      if (id !== undefined && (named ?? id) === provider) tokens.audience(registration.value)
    }
  }
}

export const spring: Framework = {
  name: 'spring-boot',
  aliases: ['spring', 'spring-authorization-server', 'kubernetes-spring', 'spring-cloud'],
  recognise: files =>
    files.matching(springFile).find(file => !/^\s*(%?\w+\.)?(quarkus|mp\.jwt|micronaut)\b/m.test(file.source.text))
      ?.path,
  load: ({ files, environment, profile }): FrameworkSettings => {
    const flat = loadSpring(files, environment, profile)
    return {
      flat,
      readTokens: tokens => readSpringTokens(flat, tokens),
      call: (call, name, _file, evaluate) => {
        if (!/^@(Value|ConfigProperty)$/.test(name)) return undefined
        const text = evaluate(call.args[0])
        return text && resolvePlaceholders(text, springPlaceholders, key => flat.get(key) ?? environment.get(key))
      },
    }
  },
}
