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

/** Directories that are applied by themselves, told from modules: they say where their state is, or nobody calls them. */
export const findTerraformRoots = async (
  tree: SourceTree,
  directories: readonly WalkedDirectory[],
  detectors: Detectors,
  /** Directories that Terragrunt applies. */
  claimed: ReadonlySet<string> = new Set(),
): Promise<readonly TerraformRoot[]> => {
  const found: TerraformRoot[] = []
  for (const { path, files } of directories) {
    if (claimed.has(path) || !files.some(isTerraform)) continue
    const facts = await detectors.terraform(tree, path)
    if (facts) found.push({ directory: path, facts })
  }
  const called = new Set(found.flatMap(({ facts }) => facts.calls.flatMap(({ directory }) => directory ?? [])))
  return found.filter(
    ({ directory, facts }) => facts.backend !== undefined || !(called.has(directory) || isAmongModules(directory)),
  )
}
