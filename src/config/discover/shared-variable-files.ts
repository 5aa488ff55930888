import { directoryOf, joinPath, type SourceTree } from '../../model/source-tree.ts'
import type { Detectors } from './detectors.ts'
import { isVariableFile, type NamedFile, namedFiles } from './named-files.ts'
import type { TerraformRoot } from './terraform-roots.ts'
import type { WalkedDirectory } from './walk.ts'

export type VariablesOf = (file: string) => Promise<ReadonlySet<string>>

/** What each variable file sets; read once, since several root modules may be given one. */
export const variablesIn = (tree: SourceTree, detectors: Detectors): VariablesOf => {
  const read = new Map<string, Promise<ReadonlySet<string>>>()
  return file => {
    const found =
      read.get(file) ??
      detectors.variableFile(tree, file).then(variables => new Set(variables.keys()) as ReadonlySet<string>)
    read.set(file, found)
    return found
  }
}

const isWithoutTerraform = ({ files }: WalkedDirectory): boolean =>
  !files.some(file => /\.(tf|tofu)(\.json)?$/.test(file))

/** The directories above a root module, nearest first. */
const above = (directory: string): readonly string[] =>
  directory === '' ? [] : [directoryOf(directory), ...above(directoryOf(directory))]

/** The variables that a root module cannot do without and that no file of its own sets. */
const unsetVariables = async (
  { directory, facts }: TerraformRoot,
  directories: readonly WalkedDirectory[],
  own: readonly string[],
  variablesOf: VariablesOf,
): Promise<readonly string[]> => {
  const byItself = (directories.find(({ path }) => path === directory)?.files ?? [])
    .filter(file => /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(file))
    .map(file => joinPath(directory, file) ?? file)
  const set = await Promise.all([...own, ...byItself].map(variablesOf))
  return [...facts.variables].flatMap(([name, { hasDefault }]) =>
    hasDefault || set.some(names => names.has(name)) ? [] : [name],
  )
}

/**
 * Variable files that several root modules are given, beside them rather than in them: `tfvars/production.tfvars` for `web/` and `api/`. Those of the
 * nearest directory above count that set at least half of what the root module requires and no file of its own sets.
 */
export const sharedVariableFiles = async (
  root: TerraformRoot,
  directories: readonly WalkedDirectory[],
  own: readonly NamedFile[],
  variablesOf: VariablesOf,
): Promise<readonly NamedFile[]> => {
  for (const directory of above(root.directory)) {
    const near = directories.filter(
      each => each.path === directory || (directoryOf(each.path) === directory && isWithoutTerraform(each)),
    )
    const { named } = namedFiles({ ...root, directory }, [], near, isVariableFile)
    const serving: NamedFile[] = []
    for (const file of named) {
      const ownOfIt = own.filter(({ environment }) => environment === file.environment).map(({ path }) => path)
      const unset = await unsetVariables(root, directories, ownOfIt, variablesOf)
      const given = await variablesOf(file.path)
      const count = unset.filter(name => given.has(name)).length
      if (count > 0 && count * 2 >= unset.length) serving.push(file)
    }
    if (serving.length > 0) return serving
  }
  return []
}
