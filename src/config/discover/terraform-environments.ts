import { startOf } from '../../model/source-location.ts'
import { baseName, directoryOf, joinPath, type SourceTree } from '../../model/source-tree.ts'
import type { TerraformConfig } from '../resolved-config.ts'
import { byVariable, type EnvironmentKeys, namedVariable, ownNameVariable } from './by-variable.ts'
import type { Detectors, TerraformFacts, VariableValue } from './detectors.ts'
import { environmentDirectory } from './environment-directory.ts'
import { composedNames, isBackendFile, isVariableFile, namedFiles } from './named-files.ts'
import { environmentsAmong, isPlainEnvironment } from './names.ts'
import { sharedVariableFiles, variablesIn } from './shared-variable-files.ts'
import type { TerraformRoot } from './terraform-roots.ts'
import type { WalkedDirectory } from './walk.ts'

/** One root module as part of one environment, and what shows it. */
export interface FoundTerraform {
  readonly environment: string
  /** Environments that one convention tells apart in one place. */
  readonly group: string
  readonly config: TerraformConfig
  readonly because: string
}

type Find = (root: TerraformRoot) => readonly FoundTerraform[]

const emptyConfig = (dir: string): TerraformConfig => ({ dir, varFiles: [], vars: new Map(), only: [] })

/** A backend file of its own keeps an environment's state apart: then the workspace is the default one. */
const withEnvironment = (
  root: TerraformRoot,
  environment: string,
  file: string,
  config: TerraformConfig,
  isSet: (name: string) => boolean,
  hasOwnState: boolean,
): { readonly config: TerraformConfig; readonly assumed: string } => {
  const variables = [namedVariable(root, isSet), ownNameVariable(root, isSet)].flatMap(name => name ?? [])
  const vars = new Map(config.vars)
  for (const variable of variables) vars.set(variable, { value: environment, at: startOf(file) })
  const byWorkspace = root.facts.usesWorkspace && !hasOwnState
  const assumed = [...variables.map(name => `var.${name}`), ...(byWorkspace ? ['the workspace'] : [])]
  return {
    config: { ...config, vars, ...(byWorkspace ? { workspace: environment } : {}) },
    assumed: assumed.length === 0 ? '' : `; ${assumed.join(' and ')} taken to be the environment's name`,
  }
}

const isBelow = (file: string, directory: string): boolean => directory !== '' && file.startsWith(`${directory}/`)

/** `environments/staging/`: the directory says it. */
const byDirectory =
  (siblings: (parent: string) => readonly string[]): Find =>
  ({ directory }) => {
    const named = environmentDirectory(directory, siblings)
    return named
      ? [
          {
            environment: named.name,
            group: `${named.parent}/`,
            config: emptyConfig(directory),
            because: `${directory}/: a root module in a directory called ${named.name}`,
          },
        ]
      : []
  }

/** `module "staging"`, `module "production_web"` in one root: each environment has the calls that carry its name. */
const byModuleCalls: Find = ({ directory, facts }) => {
  const calls = new Map<string, string[]>()
  for (const { name } of facts.calls) {
    const environment = name.split(/[_-]/).find(isPlainEnvironment)
    if (environment !== undefined) calls.set(environment, [...(calls.get(environment) ?? []), `module.${name}`])
  }
  if (calls.size < 2) return []
  return [...calls].map(([environment, only]) => ({
    environment,
    group: `${directory} modules`,
    config: { ...emptyConfig(directory), only },
    because: `${directory}/: ${only.join(', ')}: ${environment}'s part of the root module`,
  }))
}

/** A map that is looked up by workspace: its keys are the environments. */
const byWorkspaceMap: Find = ({ directory, facts }) => {
  if (!facts.usesWorkspace) return []
  for (const { name, keys } of facts.localMaps) {
    const names = environmentsAmong(keys, { alone: false })
    if (names.size === 0) continue
    return [...names.keys()].map(key => ({
      environment: key,
      group: `${directory} workspaces`,
      config: { ...emptyConfig(directory), workspace: key },
      because: `${directory}/: workspace ${key}, a key of ${name}`,
    }))
  }
  return []
}

export interface TerraformEnvironments {
  readonly byRoot: ReadonlyMap<TerraformRoot, readonly FoundTerraform[]>
  readonly leftAlone: readonly string[]
}

/** The environments that a root module is applied for, by the first convention that tells. */
export const terraformEnvironments = async (
  tree: SourceTree,
  roots: readonly TerraformRoot[],
  directories: readonly WalkedDirectory[],
  detectors: Detectors,
  /** What the files of every directory say, of modules too. */
  modules: ReadonlyMap<string, TerraformFacts> = new Map(),
): Promise<TerraformEnvironments> => {
  const leftAlone: string[] = []
  const children = new Map<string, string[]>()
  for (const { path } of directories)
    if (path !== '') children.set(directoryOf(path), [...(children.get(directoryOf(path)) ?? []), baseName(path)])
  const inDirectory = byDirectory(parent => children.get(parent) ?? [])

  const known = composedNames(directories)
  const variablesOf = variablesIn(tree, detectors)

  const byFiles = async (root: TerraformRoot): Promise<readonly FoundTerraform[]> => {
    const { directory } = root
    const { named: own, unnamed } = namedFiles(root, roots, directories, isVariableFile, known)
    const variableFiles = [...(await sharedVariableFiles(root, directories, own, variablesOf)), ...own]
    const { named: backendFiles, unnamed: others } = namedFiles(root, roots, directories, isBackendFile, known)
    const evidence = variableFiles.length > 0 ? variableFiles : backendFiles
    const found: FoundTerraform[] = []
    const [unclear, ...more] = evidence.length === 0 ? [] : [...unnamed, ...others]
    if (unclear !== undefined)
      leftAlone.push(`${unclear}${more.length > 0 ? ` and ${more.length} more` : ''}: its name says no environment`)
    for (const environment of new Set(evidence.map(file => file.environment))) {
      const varFiles = variableFiles.filter(file => file.environment === environment).map(({ path }) => path)
      const ownBackend = backendFiles.filter(file => file.environment === environment).map(({ path }) => path)
      const first = evidence.find(file => file.environment === environment)?.path ?? directory
      const set = new Set<string>()
      for (const file of varFiles) for (const name of await variablesOf(file)) set.add(name)
      const { config, assumed } = withEnvironment(
        root,
        environment,
        first,
        { ...emptyConfig(directory), varFiles, ...(ownBackend.length === 0 ? {} : { backendFiles: ownBackend }) },
        name => set.has(name),
        backendFiles.length > 0,
      )
      found.push({
        environment,
        group: `${directory} files`,
        config,
        because: `${directory === '' ? '.' : directory}/: ${isBelow(first, directory) ? first.slice(directory.length + 1) : first} is ${environment}'s${assumed}`,
      })
    }
    return found
  }

  /** Maps may also be given in the variable files that Terraform reads by itself. */
  const mapsOf = async ({ directory, facts }: TerraformRoot): Promise<readonly EnvironmentKeys[]> => {
    const variables = [...facts.variables]
    for (const name of ['terraform.tfvars', 'terraform.tfvars.json'])
      variables.push(
        ...[...(await detectors.variableFile(tree, joinPath(directory, name) ?? name))].map(
          ([variable, value]): [string, VariableValue & { hasDefault: boolean }] => [
            variable,
            { ...value, hasDefault: true },
          ],
        ),
      )
    return variables.flatMap(([name, { keys }]) => (keys ? [{ name: `var.${name}`, keys }] : []))
  }

  const byMaps = async ({ directory, facts }: TerraformRoot): Promise<readonly FoundTerraform[]> => {
    if (!facts.usesWorkspace) return []
    const maps = await mapsOf({ directory, facts })
    return byWorkspaceMap({ directory, facts: { ...facts, localMaps: [...facts.localMaps, ...maps] } })
  }

  const result = new Map<TerraformRoot, readonly FoundTerraform[]>()
  for (const root of roots) {
    const ways: readonly (() => readonly FoundTerraform[] | Promise<readonly FoundTerraform[]>)[] = [
      () => inDirectory(root),
      () => byFiles(root),
      () => byModuleCalls(root),
      () => byMaps(root),
      async () => byVariable(root, await mapsOf(root), modules),
    ]
    for (const way of ways) {
      const found = await way()
      if (found.length === 0) continue
      result.set(root, found)
      break
    }
  }
  return { byRoot: result, leftAlone }
}
