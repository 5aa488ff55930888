import { GitError, runGit } from '../../io/run-git.ts'

/** Branch and commit of a directory; empty where git does not know it. */
export const revisionOf = (directory: string): string => {
  try {
    const [commit = '', branch = ''] = runGit(directory, ['log', '-1', '--format=%h%n%D']).toString('utf8').split('\n')
    const name = /HEAD -> ([^,]+)/.exec(branch)?.[1]
    return [name, commit].filter(part => part !== undefined && part !== '').join(' ')
  } catch (error) {
    if (error instanceof GitError) return ''
    throw error
  }
}
