import type { Value } from '../../../model/value.ts'
import type { AppFiles } from '../app-files.ts'
import { FlatSettings, flatten } from '../layers/flat-settings.ts'
import { setPath } from '../layers/merge.ts'
import { spellingsOf } from '../layers/profile-names.ts'
import { isAbsent, textOf, withText } from '../read-value.ts'
import { entraIssuer } from '../tokens/known-issuers.ts'
import { requiredIssuer, type TokenSettings } from '../tokens/token-settings.ts'
import type { AppContext, Framework, FrameworkSettings } from './framework.ts'

const fold = (key: string): string => key.toLowerCase()
const settingsFile = /(^|\/)appsettings(\.[\w-]+)?\.json$/i

/** `appsettings.json` under `appsettings.{Environment}.json` under variables, whose `__` is `:`. All keys are flat: lists merge by index. */
const loadAppSettings = (files: AppFiles, environment: ReadonlyMap<string, Value>, profile: string): FlatSettings => {
  const settings = new FlatSettings(fold, false)
  const named = textOf(environment.get('ASPNETCORE_ENVIRONMENT')) ?? textOf(environment.get('DOTNET_ENVIRONMENT'))
  const find = (name: string) => files.all.filter(file => (file.path.split('/').at(-1) ?? '').toLowerCase() === name)
  const specific = (named === undefined ? spellingsOf(profile) : [named])
    .map(name => find(`appsettings.${name.toLowerCase()}.json`))
    .find(list => list.length > 0)
  for (const file of [...find('appsettings.json'), ...(specific ?? [])]) {
    for (const document of file.documents()) settings.layer(flatten(document, 'colons'))
  }
  const variables = [...environment].flatMap(([name, value]) => {
    const key = name.replace(/^(ASPNETCORE|DOTNET)_/i, '').replaceAll('__', ':')
    const isSetting = key.includes(':') || settings.get(key) !== undefined
    return isSetting ? [{ key, value: value.kind === 'known' ? withText(value, textOf(value) ?? '') : value }] : []
  })
  settings.layer(variables)
  return settings
}

/** The same settings as a tree, for code that binds sections: numbered children are a list. */
const treeOf = (flat: FlatSettings): Value => {
  const [first] = flat.all()
  const from = first?.value.from ?? {
    at: { file: '', start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 }, path: [] },
    origins: [],
  }
  let root: Value = { kind: 'map', entries: new Map(), from }
  for (const { key, value } of flat.all()) root = setPath(root, key.split(':'), value, fold)
  const lists = (value: Value, depth: number): Value => {
    if (value.kind !== 'map' || depth > 60) return value
    const entries = [...value.entries].map(([key, child]): [string, Value] => [key, lists(child, depth + 1)])
    const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))
    if (isList)
      return {
        kind: 'list',
        items: entries.sort(([one], [other]) => Number(one) - Number(other)).map(([, child]) => child),
        from: value.from,
      }
    return { ...value, entries: new Map(entries) }
  }
  return lists(root, 0)
}

const present = (value: Value | undefined): value is Value =>
  value !== undefined && !isAbsent(value) && textOf(value) !== ''

/** `Authentication:Schemes`: what is not listed is not checked, even where there is an authority. */
const readSchemes = (flat: FlatSettings, tokens: TokenSettings): void => {
  const schemes = new Map<string, Value>()
  for (const { key, value } of flat.all()) {
    const scheme = /^authentication:schemes:([^:]+):/i.exec(key)?.[1]
    if (scheme !== undefined && !schemes.has(scheme.toLowerCase())) schemes.set(scheme.toLowerCase(), value)
  }
  for (const [scheme, value] of schemes) {
    const prefix = `Authentication:Schemes:${scheme}`
    const list = (name: string): readonly Value[] =>
      [...flat.list(`${prefix}:${name}s`), flat.get(`${prefix}:${name}`)].filter(present)
    const issuers = list('ValidIssuer')
    if (issuers.length === 0) tokens.acceptAny(value.from.at)
    for (const issuer of issuers) tokens.accept(issuer, issuer.from.at, requiredIssuer)
    for (const audience of list('ValidAudience')) tokens.audience(audience)
  }
}

/** Microsoft.Identity.Web: without an audience the client id is one, bare and as `api://`. */
const readAzureAd = (flat: FlatSettings, tokens: TokenSettings): void => {
  const tenant = flat.get('AzureAd:TenantId')
  const clientId = flat.get('AzureAd:ClientId')
  if (!present(tenant)) return
  if (/^(common|organizations|consumers)$/.test(textOf(tenant) ?? ''))
    tokens.cannotTell('accepted', 'computed', 'AzureAd:TenantId', tenant.from.at)
  else tokens.accept(entraIssuer(flat.get('AzureAd:Instance'), tenant), tenant.from.at, requiredIssuer)
  const audience = flat.get('AzureAd:Audience')
  if (present(audience)) tokens.audience(audience)
  else if (present(clientId)) {
    tokens.audience(clientId)
    if (clientId.kind === 'known') tokens.audience(withText(clientId, `api://${textOf(clientId) ?? ''}`))
  }
}

export const aspnet: Framework = {
  name: 'aspnet',
  aliases: [
    'aspnetcore',
    'aspnetcore-jwtbearer-config',
    'aspnetcore-jwtbearer-code',
    'microsoft-identity-web',
    'duende-identityserver',
    'duende',
  ],
  recognise: files => files.matching(settingsFile)[0]?.path,
  load: ({ files, environment, profile }: AppContext): FrameworkSettings => {
    const flat = loadAppSettings(files, environment, profile)
    const tree = treeOf(flat)
    return {
      flat,
      tree,
      sameKey: fold,
      name: (name, file) =>
        file.language === 'csharp' && /^_?(configuration|config|cfg|appsettings)$/i.test(name) ? tree : undefined,
      code: (code, file) =>
        file.language === 'csharp' && code.kind === 'member' && /^_?configuration$/i.test(code.name) ? tree : undefined,
      call: (call, name, file, evaluate) => {
        if (file.language !== 'csharp' || !/(^|\.)(GetSection|GetValue|GetRequiredSection)$/.test(name))
          return undefined
        const key = textOf(evaluate(call.args[0]))
        if (
          key === undefined ||
          (call.callee.kind === 'member' && !/configuration$|config$/i.test(nameOf(call.callee.object)))
        )
          return undefined
        const list = flat.list(key)
        const single = flat.get(key)
        if (single !== undefined) return single
        if (list.length > 0) return { kind: 'list', items: list, from: list[0]?.from ?? tree.from }
        return undefined
      },
      readTokens: tokens => {
        readSchemes(flat, tokens)
        readAzureAd(flat, tokens)
        tokens.mint(flat.get('IdentityServer:IssuerUri'))
      },
    }
  },
}

const nameOf = (code: { readonly kind: string; readonly name?: string }): string => code.name ?? ''
