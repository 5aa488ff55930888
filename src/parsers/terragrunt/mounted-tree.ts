import type { SourceTree } from '../../model/source-tree.ts'
import { normalizePath } from '../../model/source-tree.ts'

/** A tree in which a directory has the content of another one: what a stack copies. */
export const mountedTree = (tree: SourceTree, directory: string, home: string): SourceTree => {
  const place = (path: string): string => {
    const normal = normalizePath(path) ?? path
    if (normal === directory) return home
    return normal.startsWith(`${directory}/`) ? home + normal.slice(directory.length) : normal
  }
  return { list: path => tree.list(place(path)), read: path => tree.read(place(path)) }
}
