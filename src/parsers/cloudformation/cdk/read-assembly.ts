import type { Diagnostic } from '../../../model/diagnostic.ts'
import { type SourceLocation, startOf } from '../../../model/source-location.ts'
import { baseName, directoryOf, joinPath, readText, type SourceTree } from '../../../model/source-tree.ts'

/** A stack of a cloud assembly: https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-default */
export interface CdkStack {
  readonly template: string
  readonly stackName: string
  /** Names of the stages around it, outermost first. */
  readonly stages: readonly string[]
  readonly region?: string
  readonly account?: string
  readonly parameters: ReadonlyMap<string, { readonly value: string; readonly at: SourceLocation }>
}

export interface Assembly {
  readonly stacks: readonly CdkStack[]
  /** Hosted zones that the CDK looked up, id by id, as `cdk.context.json` keeps them. */
  readonly zones: ReadonlyMap<string, { readonly name: string; readonly at: SourceLocation }>
  /** SSM values that it looked up, by name. */
  readonly stored: ReadonlyMap<string, { readonly value: string; readonly at: SourceLocation }>
  readonly diagnostics: readonly Diagnostic[]
}

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Stages may hold stages; no app goes this deep. */
const deepest = 8
const mostStacks = 1000

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const readJson = (tree: SourceTree, file: string): Json | undefined => {
  const text = readText(tree, file)
  const json = typeof text === 'string' ? parse(text) : undefined
  return isObject(json) ? json : undefined
}

/** `aws://ACCOUNT/REGION`, of which either may be unknown until it is deployed. */
const placeOf = (environment: unknown): { readonly account?: string; readonly region?: string } => {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(textOf(environment) ?? '') ?? []
  return {
    ...(account !== undefined && account !== 'unknown-account' ? { account } : {}),
    ...(region !== undefined && region !== 'unknown-region' ? { region } : {}),
  }
}

const parametersOf = (parameters: unknown, file: string): CdkStack['parameters'] =>
  new Map(
    Object.entries(isObject(parameters) ? parameters : {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, { value, at: startOf(file) }] as const] : [],
    ),
  )

const stacksIn = (
  tree: SourceTree,
  directory: string,
  stages: readonly string[],
  report: (file: string, detail: string) => void,
): readonly CdkStack[] => {
  const file = joinPath(directory, 'manifest.json') ?? 'manifest.json'
  const artifacts = readJson(tree, file)?.artifacts
  if (!isObject(artifacts)) {
    report(file, 'It is no manifest of a cloud assembly: it has no map of artifacts.')
    return []
  }
  return Object.entries(artifacts).flatMap(([name, artifact]): readonly CdkStack[] => {
    const properties = isObject(artifact) && isObject(artifact.properties) ? artifact.properties : {}
    if (!isObject(artifact)) return []
    if (artifact.type === 'cdk:cloud-assembly') {
      const inner = joinPath(directory, textOf(properties.directoryName) ?? name)
      const stage = (textOf(properties.displayName) ?? name.replace(/^assembly-/, '')).split('/').at(-1) ?? name
      if (inner === undefined || inner === directory || stages.length >= deepest) return []
      return stacksIn(tree, inner, [...stages, stage], report)
    }
    const template = artifact.type === 'aws:cloudformation:stack' ? textOf(properties.templateFile) : undefined
    const path = template === undefined ? undefined : joinPath(directory, template)
    if (path === undefined) return []
    return [
      {
        template: path,
        stackName: textOf(properties.stackName) ?? name,
        stages,
        ...placeOf(artifact.environment),
        parameters: parametersOf(properties.parameters, file),
      },
    ]
  })
}

/** What the CDK looked up is in `cdk.context.json`, beside the app or in the manifest's own directory. */
const contextOf = (tree: SourceTree, directory: string): Pick<Assembly, 'zones' | 'stored'> => {
  const zones = new Map<string, { name: string; at: SourceLocation }>()
  const stored = new Map<string, { value: string; at: SourceLocation }>()
  const above = directory.split('/').map((_, index, parts) => parts.slice(0, parts.length - index).join('/'))
  const directories = [...above, ''].slice(0, deepest)
  const file = directories
    .flatMap(each => joinPath(each, 'cdk.context.json') ?? [])
    .find(each => typeof readText(tree, each) === 'string')
  if (file === undefined) return { zones, stored }
  for (const [key, value] of Object.entries(readJson(tree, file) ?? {})) {
    const at = { ...startOf(file), path: [key] }
    const id = isObject(value) ? textOf(value.Id)?.replace(/^\/hostedzone\//, '') : undefined
    const name = isObject(value) ? textOf(value.Name)?.replace(/\.$/, '') : undefined
    if (key.startsWith('hosted-zone:') && id !== undefined && name !== undefined) zones.set(id, { name, at })
    const parameter = /^ssm:.*\bparameterName=([^:]+)/.exec(key)?.[1]
    if (parameter !== undefined && typeof value === 'string') stored.set(parameter, { value, at })
  }
  return { zones, stored }
}

/** The stacks of a directory that `cdk synth` made, those of its stages included; `undefined` where it has no manifest. */
export const readAssembly = (tree: SourceTree, directory: string): Assembly | undefined => {
  const manifest = joinPath(directory, 'manifest.json') ?? 'manifest.json'
  if (!(tree.list(directory) ?? []).some(({ name }) => name === baseName(manifest))) return undefined
  const diagnostics: Diagnostic[] = []
  const stacks = stacksIn(tree, directory, [], (file, detail) => {
    diagnostics.push({ severity: 'error', summary: 'Cloud assembly not readable', detail, at: startOf(file) })
  })
  return { stacks: stacks.slice(0, mostStacks), ...contextOf(tree, directoryOf(manifest)), diagnostics }
}
