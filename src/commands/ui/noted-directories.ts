import { dirname } from 'node:path'
import type { SourceTree } from '../../model/source-tree.ts'

/** A tree that notes in which directories files were read. */
export const withNotedDirectories = (tree: SourceTree, noted: Set<string>): SourceTree => ({
  ...tree,
  list: path => tree.list(path),
  read: path => {
    noted.add(dirname(path))
    return tree.read(path)
  },
})
