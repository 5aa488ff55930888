import { startOf } from '../../../model/source-location.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFiles } from '../app-files.ts'
import { FlatSettings, flatten } from '../layers/flat-settings.ts'
import { micronautPlaceholders, resolvePlaceholders } from '../layers/placeholders.ts'
import { spellingsOf } from '../layers/profile-names.ts'
import { textOf } from '../read-value.ts'
import { commaList, requiredIssuer, type TokenSettings } from '../tokens/token-settings.ts'
import type { Framework, FrameworkSettings } from './framework.ts'
import { relaxedEntries, resolveFlat } from './spring-relaxed.ts'

const fold = (key: string): string => key.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const loadMicronaut = (files: AppFiles, environment: ReadonlyMap<string, Value>, profile: string): FlatSettings => {
  const given = textOf(environment.get('MICRONAUT_ENVIRONMENTS'))
    ?.split(',')
    .map(name => name.trim())
  const settings = new FlatSettings(fold, true)
  for (const stem of ['bootstrap', 'application']) {
    for (const name of [stem, ...(given ?? spellingsOf(profile)).map(env => `${stem}-${env}`)]) {
      for (const file of files.all) {
        if (
          !['yml', 'yaml', 'properties', 'toml', 'json'].some(
            format => file.path.split('/').at(-1) === `${name}.${format}`,
          )
        )
          continue
        for (const document of file.documents()) settings.layer(flatten(document, 'dots'))
      }
    }
  }
  settings.layer(relaxedEntries(settings, environment, /^MICRONAUT_/))
  const resolved = new FlatSettings(fold, false)
  resolved.layer(
    resolveFlat(settings, environment, (value, lookup) => resolvePlaceholders(value, micronautPlaceholders, lookup)),
  )
  return resolved
}

const jwt = 'micronaut.security.token.jwt'

const readTokens = (settings: FlatSettings, tokens: TokenSettings): void => {
  const under = (prefix: string): readonly { key: string; value: Value }[] =>
    settings.all().filter(({ key }) => fold(key).startsWith(fold(prefix)))
  const validators =
    settings.get(`${jwt}.claims-validators.issuer`) ??
    settings.get('micronaut.security.token.jwt.claims.validators.issuer')
  const [verifier] = [...under(`${jwt}.signatures`), ...under(`${jwt}.claims-validators`)]
  if (verifier !== undefined) tokens.accept(validators, verifier.value.from.at)
  for (const audience of settings.list(`${jwt}.claims-validators.audience`)) tokens.audience(commaList(audience))
  for (const { key, value } of under(`${jwt}.signatures.jwks`)) if (key.endsWith('.url')) tokens.keySet(value)
  const [generator] = [
    ...under(`${jwt}.signatures.secret.generator`),
    ...under(`${jwt}.signatures.rsa.generator`),
    ...under(`${jwt}.generator`),
  ].filter(({ key }) => /generator/i.test(key))
  if (generator !== undefined) {
    const name: Value = settings.get('micronaut.application.name') ?? {
      kind: 'known',
      value: 'micronaut',
      from: { at: startOf(generator.value.from.at.file), origins: [] },
    }
    tokens.mint(name)
  }
  for (const { key, value } of settings.all()) {
    const client = /^micronaut\.security\.oauth2\.clients\.([^.]+)\.openid\.issuer$/.exec(key)?.[1]
    if (client === undefined) continue
    tokens.accept(value, value.from.at, requiredIssuer)
    tokens.audience(settings.get(`micronaut.security.oauth2.clients.${client}.client-id`))
  }
}

export const micronaut: Framework = {
  name: 'micronaut',
  aliases: ['micronaut-security'],
  recognise: files =>
    files
      .matching(/(^|\/)(application|bootstrap)[\w-]*\.(ya?ml|properties|toml)$/)
      .find(file => /^\s*\[?micronaut\b/m.test(file.source.text))?.path,
  load: ({ files, environment, profile }): FrameworkSettings => {
    const flat = loadMicronaut(files, environment, profile)
    return { flat, readTokens: tokens => readTokens(flat, tokens) }
  },
}
