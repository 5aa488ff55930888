import type { SourceTree } from '../model/source-tree.ts'
import { gitTree } from './git-tree.ts'
import { pathInRepository } from './merge-base.ts'
import { treeBelow } from './tree-below.ts'

/** A directory of a git repository as it is at a revision, read without touching the work tree. */
export const revisionTree = (directory: string, revision: string): SourceTree =>
  treeBelow(gitTree(directory, revision), pathInRepository(directory))
