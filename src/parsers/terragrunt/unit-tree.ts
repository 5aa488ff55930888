import type { SourceTree, TreeEntry } from '../../model/source-tree.ts'
import { joinPath } from '../../model/source-tree.ts'

const encoder = new TextEncoder()

/** A tree in which some directories have more files: what Terragrunt generates, and what lies beside a unit's configuration. */
export const unitTree = (
  tree: SourceTree,
  directory: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): SourceTree => {
  const added = new Map(
    [...files].flatMap(([name, content]) => {
      const path = joinPath(directory, name)
      return path === undefined
        ? []
        : [[path, typeof content === 'string' ? encoder.encode(content) : content] as const]
    }),
  )
  const childrenOf = (parent: string): readonly TreeEntry[] => {
    const found = new Map<string, TreeEntry>()
    const prefix = parent === '' ? '' : `${parent}/`
    for (const path of added.keys()) {
      if (!path.startsWith(prefix)) continue
      const [name = '', ...below] = path.slice(prefix.length).split('/')
      found.set(name, { name, kind: below.length === 0 ? 'file' : 'directory' })
    }
    return [...found.values()]
  }
  return {
    list: path => {
      const own = childrenOf(joinPath(path) ?? path)
      const others = tree.list(path)
      if (own.length === 0) return others
      const names = new Set(own.map(({ name }) => name))
      return [...(others ?? []).filter(({ name }) => !names.has(name)), ...own].sort((one, other) =>
        one.name < other.name ? -1 : 1,
      )
    },
    read: path => added.get(joinPath(path) ?? path) ?? tree.read(path),
  }
}
