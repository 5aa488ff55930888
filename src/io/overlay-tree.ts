import { directoryOf, normalizePath, type SourceTree } from '../model/source-tree.ts'
import { mapTree } from './map-tree.ts'

/** A tree with some more files in it, which hide those of the same path. */
export const overlayTree = (below: SourceTree, files: Readonly<Record<string, string>>): SourceTree => {
  const above = mapTree(files)
  const directories = new Set(Object.keys(files).map(path => directoryOf(normalizePath(path) ?? path)))
  return {
    list: path => {
      const own = above.list(path) ?? []
      const others = below.list(path)
      if (others === undefined) return directories.has(normalizePath(path) ?? path) ? own : undefined
      const names = new Set(own.map(({ name }) => name))
      return [...others.filter(({ name }) => !names.has(name)), ...own].sort((one, other) =>
        one.name < other.name ? -1 : 1,
      )
    },
    read: path => {
      const own = above.read(path)
      return own instanceof Uint8Array ? own : below.read(path)
    },
  }
}
