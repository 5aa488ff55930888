import type { SourceTree } from '../../model/source-tree.ts'
import type { Detectors, TerraformFacts } from './detectors.ts'
import type { WalkedDirectory } from './walk.ts'

export interface TerraformRoot {
  readonly directory: string
  readonly facts: TerraformFacts
}

const isTerraform = (file: string): boolean => /\.(tf|tofu)(\.json)?$/.test(file) && !file.startsWith('.')

/** Below a directory that holds modules by its name. */
const isAmongModules = (directory: string): boolean => /(^|\/)(_?modules?|_envcommon)(\/|$)/i.test(directory)

/** Directories that are applied by themselves, told from modules: they say where their state is, or nobody calls them; not those that `claimed` has, which Terragrunt applies. */
export const findTerraformRoots = (
  facts: ReadonlyMap<string, TerraformFacts>,
  claimed: ReadonlySet<string> = new Set(),
): readonly TerraformRoot[] => {
  const found = [...facts].map(([directory, own]) => ({ directory, facts: own }))
  const called = new Set(found.flatMap(root => root.facts.calls.flatMap(({ directory }) => directory ?? [])))
  return found.filter(
    ({ directory, facts: own }) =>
      !claimed.has(directory) && (own.backend !== undefined || !(called.has(directory) || isAmongModules(directory))),
  )
}

/** What the Terraform files of each directory say. */
export const readTerraform = async (
  tree: SourceTree,
  directories: readonly WalkedDirectory[],
  detectors: Detectors,
): Promise<ReadonlyMap<string, TerraformFacts>> => {
  const found = new Map<string, TerraformFacts>()
  for (const { path, files } of directories) {
    if (!files.some(isTerraform)) continue
    const facts = await detectors.terraform(tree, path)
    if (facts) found.set(path, facts)
  }
  return found
}
