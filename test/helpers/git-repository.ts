import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Files } from './example.ts'

export interface GitRepository {
  readonly root: string
  readonly git: (...args: readonly string[]) => string
  readonly write: (files: Files | Readonly<Record<string, string | undefined>>) => void
  readonly commit: (message: string) => string
  readonly remove: () => void
}

/** A real git repository in a temporary directory, with one commit of these files on `main`. */
export const gitRepository = (files: Files | Readonly<Record<string, string>>): GitRepository => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'sotsu-git-')))
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
      cwd: root,
      encoding: 'utf8',
    }).trim()
  const write: GitRepository['write'] = given => {
    for (const [path, text] of given instanceof Map ? given : Object.entries(given)) {
      if (text === undefined) {
        rmSync(join(root, path))
        continue
      }
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
  }
  const commit = (message: string): string => {
    git('add', '-A')
    git('commit', '-q', '--allow-empty', '-m', message)
    return git('rev-parse', 'HEAD')
  }
  git('init', '-q', '-b', 'main')
  write(files)
  commit('base')
  return { root, git, write, commit, remove: () => rmSync(root, { recursive: true }) }
}
