import { realpathSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { gitRoot } from './git-tree.ts'
import { runGit } from './run-git.ts'

/** Where the work in a directory left another branch: what a pull request is compared with. */
export const mergeBase = (directory: string, revision: string): string => {
  const commit = runGit(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
  return runGit(directory, ['merge-base', commit.toString().trim(), 'HEAD']).toString().trim()
}

/** A directory's path inside its git repository; the empty text is its top. */
export const pathInRepository = (directory: string): string =>
  relative(realpathSync(gitRoot(directory)), realpathSync(directory))
    .split(sep)
    .join('/')
