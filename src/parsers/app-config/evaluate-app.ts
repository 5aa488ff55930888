import type { EvaluatedApp, EvaluatedResource, EvaluatedSetting } from '../../model/evaluated.ts'
import { mapValues } from '../../model/map-values.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { OriginKind, Value } from '../../model/value.ts'
import { type AppFiles, readAppFiles } from './app-files.ts'
import type { CodeScope } from './code/code-scope.ts'
import type { CodeFile } from './code/expression.ts'
import { Program } from './code/program.ts'
import { readCode, relevantCode } from './code/read-code.ts'
import { type Deployment, readDeployment } from './deployments/read-deployment.ts'
import { type AppContext, type Framework, type FrameworkSettings, isAskedFor } from './frameworks/framework.ts'
import { frameworks } from './frameworks/index.ts'
import { loadCascade } from './layers/dotenv-cascade.ts'
import { dotenvCascade } from './layers/dotenv-loader.ts'
import { dotenvTool } from './layers/dotenv-tool.ts'
import { leaves } from './layers/merge.ts'
import { readTokens, type TokenSources } from './read-tokens.ts'
import { decidersOf } from './read-value.ts'
import { domainTiedSettings } from './tokens/domain-tied.ts'
import { sealByShape, sealSettings } from './tokens/secrets.ts'

/** A variable of the process: a value that was evaluated elsewhere, or text and where it is written. */
export type AppVariable = Value | { readonly text: string; readonly at: SourceLocation; readonly kind?: OriginKind }

export interface AppInput {
  readonly tree: SourceTree
  /** The app's directory, or its config directory. */
  readonly dir: string
  readonly name: string
  /** A framework's name, or `auto`. */
  readonly framework: string
  /** The environment's name as the app spells it. */
  readonly profile: string
  /** Variables of the process, and of the shell that deploys it. */
  readonly variables: ReadonlyMap<string, AppVariable>
  /** Makes the digests of secrets. */
  readonly salt: string
  /** Templates that are evaluated already, with the parameters that they are deployed with: their resources, by file. */
  readonly templates?: ReadonlyMap<string, readonly EvaluatedResource[]>
}

const toValue = (variable: AppVariable, name: string): Value =>
  'text' in variable
    ? {
        kind: 'known',
        value: variable.text,
        from: { at: variable.at, origins: [{ kind: variable.kind ?? 'environment-variable', name, at: variable.at }] },
      }
    : variable

/** What lies in an app's directory, before it is known all that its process is told. */
export interface OpenApp {
  readonly input: AppInput
  readonly files: AppFiles
  readonly code: readonly CodeFile[]
  readonly deployment: Deployment
  readonly frameworks: readonly Framework[]
}

/** An app's files and its settings, merged for one environment. Secrets are in it as they are. */
export interface LoadedApp {
  readonly name: string
  readonly framework: string
  readonly profile: string
  readonly salt: string
  readonly files: AppFiles
  readonly settings: readonly EvaluatedSetting[]
  readonly tokenSources: TokenSources
}

/** Merges an app's configuration for one environment as its framework does, and says what it means for tokens. Nothing of the app runs. */
export const evaluateApp = (input: AppInput): EvaluatedApp => readApp(loadApp(openApp(input)))

/** First, what is there. */
export const openApp = (input: AppInput): OpenApp => {
  const { tree, dir, framework, profile, salt, templates = new Map() } = input
  const files = readAppFiles(tree, dir)
  const code = relevantCode(files.all).flatMap(file => readCode(file.source) ?? [])
  const variables = mapValues(input.variables, toValue)
  const deployment = readDeployment({ files, tree, profile, variables, salt, templates })
  return { input, files, code, deployment, frameworks: frameworksOf(files, framework) }
}

/** Then, what is set, where what runs the process tells it more variables: those of the input go before them. */
export const loadApp = (app: OpenApp, told: ReadonlyMap<string, Value> = new Map()): LoadedApp => {
  const { input, files, code, deployment, frameworks: used } = app
  const { name, framework: hint, profile, salt } = input
  const variables = new Map([...told, ...mapValues(input.variables, toValue)])
  const given =
    deployment.isolated || (hint === 'docker-compose' && deployment.containers.length > 0)
      ? deployment.environment
      : new Map([...deployment.environment, ...variables])
  const before = new Program(code, plainScope(given, profile))
  const environment = loadCascade(files, dotenvCascade(files, before, profile, hint, given), given)
  const context: AppContext = {
    files,
    name,
    hint,
    profile,
    environment,
    containers: deployment.containers,
    program: new Program(code, plainScope(environment, profile)),
  }
  const loaded = used.map(one => one.load(context))
  const program = new Program(code, frameworkScope(loaded, environment, profile))
  const settings = settingsOf(loaded, environment)
  return {
    name,
    framework: used[0]?.name ?? (hint === 'auto' ? (dotenvTool(files)?.name ?? 'none') : hint),
    profile,
    salt,
    files,
    settings,
    tokenSources: { context, program, loaded, settings, ...deployment },
  }
}

/** At last, what the settings and the code mean. */
export const readApp = (app: LoadedApp): EvaluatedApp => {
  const { name, framework, profile, salt, files, settings } = app
  const tokens = readTokens(app.tokenSources)
  const sealed = (values: readonly Value[]): readonly Value[] => values.map(value => sealByShape(value, salt))
  const lists = {
    issuersAccepted: sealed(tokens.accepted),
    issuersMinted: sealed(tokens.minted),
    audiences: sealed(tokens.audiences),
    jwks: sealed(tokens.jwks),
  }
  const shown = sealSettings(settings, salt)
  return {
    id: name,
    framework,
    profile,
    settings: shown,
    ...lists,
    algorithms: sealed(tokens.algorithms),
    leeway: tokens.leeway,
    requiredClaims: sealed(tokens.requiredClaims),
    ...(tokens.tokenDemanded.length > 0 ? { tokenDemanded: tokens.tokenDemanded } : {}),
    domainTied: domainTiedSettings(shown),
    unresolved: [...new Set(Object.values(lists).flat().flatMap(decidersOf))],
    diagnostics: files.diagnostics,
  }
}

/** The framework that was asked for, and every other that the files show; home-made layering only where there is none. */
const frameworksOf = (files: AppFiles, hint: string): readonly Framework[] => {
  const asked = frameworks.filter(one => isAskedFor(one, hint))
  const shown = frameworks.filter(one => !asked.includes(one) && one.recognise(files) !== undefined)
  const all = [
    ...asked,
    ...shown.filter(one => one.name !== 'spring-boot' || !asked.some(other => /quarkus|micronaut/.test(other.name))),
  ]
  const layered = all.some(one => !['layered-files', 'rails', 'elixir'].includes(one.name))
    ? all.filter(one => one.name !== 'layered-files')
    : all
  return layered
}

const nothing = (): undefined => undefined

const plainScope = (environment: ReadonlyMap<string, Value>, profile: string): CodeScope => ({
  environment,
  profile,
  settings: undefined,
  name: nothing,
  code: nothing,
  call: nothing,
})

const first = <T>(
  loaded: readonly FrameworkSettings[],
  ask: (one: FrameworkSettings) => T | undefined,
): T | undefined => {
  for (const one of loaded) {
    const answer = ask(one)
    if (answer !== undefined) return answer
  }
  return undefined
}

const frameworkScope = (
  loaded: readonly FrameworkSettings[],
  environment: ReadonlyMap<string, Value>,
  profile: string,
): CodeScope => {
  const sameKey = loaded.find(one => one.sameKey !== undefined)?.sameKey
  return {
    environment,
    profile,
    settings: loaded.find(one => one.tree !== undefined)?.tree,
    ...(sameKey === undefined ? {} : { sameKey }),
    name: (name: string, file: CodeFile, from?: string) => first(loaded, one => one.name?.(name, file, from)),
    code: (code, file, evaluate) => first(loaded, one => one.code?.(code, file, evaluate)),
    call: (call, name, file, evaluate) => first(loaded, one => one.call?.(call, name, file, evaluate)),
  }
}

/** Framework settings first, then variables that are no setting of the framework already. */
const settingsOf = (
  loaded: readonly FrameworkSettings[],
  environment: ReadonlyMap<string, Value>,
): readonly EvaluatedSetting[] => {
  const settings = new Map<string, Value>()
  for (const { flat, tree } of loaded) {
    for (const { key, value } of flat?.all() ?? []) settings.set(key, value)
    if (flat === undefined && tree !== undefined)
      for (const [path, value] of leaves(tree)) if (path.length > 0) settings.set(path.join('.'), value)
  }
  for (const [name, value] of environment) if (!settings.has(name)) settings.set(name, value)
  return [...settings].map(([key, value]) => ({ key, value }))
}
