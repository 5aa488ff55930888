import { UsageError } from '../config/config-error.ts'
import { revisionTree } from '../io/revision-tree.ts'
import { GitError } from '../io/run-git.ts'
import type { Analysis } from '../model/analysis.ts'
import { analyzeRepository } from './check.ts'
import { repositoryOf } from './repository.ts'
import type { Runtime } from './runtime.ts'

/** What git cannot answer is for the person who asked to correct. */
export const askGit = <T>(question: () => T): T => {
  try {
    return question()
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(`git: ${error.message}`)
    throw error
  }
}

/** The analysis of a directory as it is at a revision, with that revision's own configuration. */
export const analyzeRevision = async (
  runtime: Runtime,
  root: string,
  revision: string,
  configFile?: string,
): Promise<Analysis> => {
  const tree = askGit(() => {
    try {
      return revisionTree(root, revision)
    } catch (error) {
      if (error instanceof GitError) throw new GitError(`${revision}: ${error.message}`)
      throw error
    }
  })
  return analyzeRepository(runtime, await repositoryOf(root, tree, configFile), 'compared')
}
