import { baseName, directoryOf } from '../../model/source-tree.ts'
import { environmentDirectory } from './environment-directory.ts'
import type { WalkedDirectory } from './walk.ts'

export interface FoundUnits {
  readonly environment: string
  readonly group: string
  /** The directory that every unit of the environment lies in. */
  readonly dir: string
  readonly because: string
}

/** Terragrunt: the directories that are called by an environment and have units below them. */
export const findTerragrunt = (directories: readonly WalkedDirectory[]): readonly FoundUnits[] => {
  const children = (parent: string): readonly string[] =>
    directories.filter(({ path }) => path !== '' && directoryOf(path) === parent).map(({ path }) => baseName(path))
  const found = new Map<string, FoundUnits>()
  for (const { path, files } of directories) {
    if (!files.includes('terragrunt.hcl')) continue
    const named = environmentDirectory(path, children)
    if (named === undefined) continue
    const dir = named.parent === '' ? named.name : `${named.parent}/${named.name}`
    found.set(dir, {
      environment: named.name,
      group: `${named.parent}/`,
      dir,
      because: `${dir}/: Terragrunt units in a directory called ${named.name}`,
    })
  }
  return [...found.values()]
}
