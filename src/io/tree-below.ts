import { joinPath, normalizePath, type SourceTree } from '../model/source-tree.ts'

/** The part of a tree below one of its directories, as a tree of its own. */
export const treeBelow = (tree: SourceTree, directory: string): SourceTree => {
  if (directory === '') return tree
  const inside = (path: string): string | undefined => {
    const normal = normalizePath(path)
    return normal === undefined ? undefined : joinPath(directory, normal)
  }
  return {
    list: path => {
      const found = inside(path)
      return found === undefined ? undefined : tree.list(found)
    },
    read: path => {
      const found = inside(path)
      return found === undefined ? { failure: 'missing', why: 'there is no such file' } : tree.read(found)
    },
  }
}
