import type { SourceLocation } from '../../model/source-location.ts'
import { startOf } from '../../model/source-location.ts'
import { baseName, directoryOf, joinPath, type SourceTree } from '../../model/source-tree.ts'
import type { Detectors, UnitFacts } from './detectors.ts'
import { environmentDirectory } from './environment-directory.ts'
import { environmentsAmong } from './names.ts'
import type { WalkedDirectory } from './walk.ts'

export interface FoundUnits {
  readonly environment: string
  readonly group: string
  /** The directory that every unit of the environment lies in. */
  readonly dir: string
  /** What the units ask of the process environment, as far as it must be the environment's name. */
  readonly variables: ReadonlyMap<string, { readonly text: string; readonly at: SourceLocation }>
  /** Everything that they ask of it. */
  readonly asked: ReadonlySet<string>
  readonly because: string
}

export interface TerragruntDirectories {
  /** By directory. */
  readonly units: ReadonlyMap<string, UnitFacts>
  /** Directories that are applied by units, or that hold nothing but what units share: no root modules. */
  readonly claimed: ReadonlySet<string>
}

/** Every directory with a configuration of Terragrunt's. */
export const readTerragrunt = (
  tree: SourceTree,
  directories: readonly WalkedDirectory[],
  detectors: Detectors,
): TerragruntDirectories => {
  const units = new Map<string, UnitFacts>()
  for (const { path, files } of directories) {
    const facts = files.some(file => /^terragrunt\.hcl(\.json)?$/.test(file)) && detectors.terragrunt(tree, path)
    if (facts) units.set(path, facts)
    else if (files.includes('terragrunt.stack.hcl'))
      units.set(path, { isUnit: true, modules: [], environmentVariables: [] })
  }
  return { units, claimed: new Set([...units].flatMap(([path, { modules }]) => [path, ...modules])) }
}

const environmentVariable =
  /^(tg_|tf_|tf_var_)?((deploy(ment)?_?|app_|target_)?env(ironment)?(_?name)?|stage|tier|workspace)$/i

/** Terragrunt: the directories that are called by an environment and have units below them, or one tree that asks for its name. */
export const findTerragrunt = (
  directories: readonly WalkedDirectory[],
  { units }: TerragruntDirectories,
): readonly FoundUnits[] => {
  const children = (parent: string): readonly string[] =>
    directories.filter(({ path }) => path !== '' && directoryOf(path) === parent).map(({ path }) => baseName(path))
  const found = new Map<string, { readonly name: string; readonly parent: string; readonly asked: Set<string> }>()
  const elsewhere: string[] = []
  for (const [path, { isUnit, environmentVariables }] of units) {
    if (!isUnit) continue
    const named = environmentDirectory(path, children)
    if (named === undefined) {
      elsewhere.push(path)
      continue
    }
    const dir = named.parent === '' ? named.name : `${named.parent}/${named.name}`
    const present = found.get(dir) ?? { ...named, asked: new Set<string>() }
    for (const name of environmentVariables) present.asked.add(name)
    found.set(dir, present)
  }
  if (found.size === 0) return oneTree(directories, units, elsewhere)
  return [...found].map(([dir, { name, parent, asked }]) => {
    const variables = namesOf(asked, name, dir)
    return {
      environment: name,
      group: `${parent}/`,
      dir,
      variables,
      asked,
      because: `${dir}/: Terragrunt units in a directory called ${name}${assumed(variables)}`,
    }
  })
}

const namesOf = (asked: ReadonlySet<string>, environment: string, file: string): FoundUnits['variables'] =>
  new Map(
    [...asked]
      .filter(name => environmentVariable.test(name))
      .map(name => [name, { text: environment, at: startOf(file) }] as const),
  )

const assumed = (variables: FoundUnits['variables']): string =>
  variables.size === 0 ? '' : `; ${[...variables.keys()].join(' and ')} taken to be the environment's name`

/** Units of all environments, told apart by a variable; files beside them that carry the names say which there are. */
const oneTree = (
  directories: readonly WalkedDirectory[],
  units: ReadonlyMap<string, UnitFacts>,
  paths: readonly string[],
): readonly FoundUnits[] => {
  const asked = new Set(paths.flatMap(path => units.get(path)?.environmentVariables ?? []))
  if (![...asked].some(name => environmentVariable.test(name))) return []
  const top = commonDirectory(paths)
  const stems = directories
    .filter(({ path }) => isBelow(path, directoryOf(top)))
    .flatMap(({ path, files }) =>
      files
        .filter(file => /\.(tfvars|tfvars\.json|hcl|ya?ml|json)$/.test(file))
        .map(file => ({ file: joinPath(path, file) ?? file, stem: file.replace(/\.(tfvars\.json|[^.]*)$/, '') })),
    )
  const names = environmentsAmong([...new Set(stems.map(({ stem }) => stem))], { alone: false })
  return [...new Set(names.values())].map(environment => {
    const file = stems.find(({ stem }) => names.get(stem) === environment)?.file ?? top
    const variables = namesOf(asked, environment, file)
    return {
      environment,
      group: `${top}/ units`,
      dir: top,
      variables,
      asked,
      because: `${top === '' ? '.' : top}/: Terragrunt units, with ${file} for ${environment}${assumed(variables)}`,
    }
  })
}

const isBelow = (path: string, directory: string): boolean =>
  directory === '' || path === directory || path.startsWith(`${directory}/`)

const commonDirectory = (paths: readonly string[]): string => {
  let [common = ''] = paths
  for (const path of paths) while (!isBelow(path, common)) common = directoryOf(common)
  return common
}
