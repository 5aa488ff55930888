import { realpathSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { SourceTree } from '../model/source-tree.ts'
import { gitRoot, gitTree } from './git-tree.ts'
import { treeBelow } from './tree-below.ts'

/** A directory of a git repository as it is at a revision, read without touching the work tree. */
export const revisionTree = (directory: string, revision: string): SourceTree => {
  const below = relative(realpathSync(gitRoot(directory)), realpathSync(directory))
    .split(sep)
    .join('/')
  return treeBelow(gitTree(directory, revision), below)
}
