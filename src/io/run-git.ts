import { execFileSync } from 'node:child_process'

/** Git could not answer: not a repository, no such revision, not installed. */
export class GitError extends Error {
  override readonly name = 'GitError'
}

const isMissingProgram = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const stderrOf = (error: unknown): string =>
  error instanceof Error && 'stderr' in error ? (String(error.stderr).trim().split('\n')[0] ?? '') : ''

/** Runs git without a shell. The repository's own hooks and file system monitor are switched off: they would be code from what is analysed. */
export const runGit = (directory: string, args: readonly string[], input?: string): Buffer => {
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false']
  try {
    return execFileSync('git', [...safe, ...args], {
      cwd: directory,
      maxBuffer: 2 ** 30,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' },
      ...(input === undefined ? {} : { input }),
    })
  } catch (error) {
    if (isMissingProgram(error)) throw new GitError('git is not installed, or not on the PATH')
    throw new GitError(stderrOf(error).replace(/^fatal: /, '') || 'git failed')
  }
}
