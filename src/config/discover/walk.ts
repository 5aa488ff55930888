import { joinPath, type SourceTree } from '../../model/source-tree.ts'
import { isPlainEnvironment } from './names.ts'

export interface WalkedDirectory {
  readonly path: string
  /** Names of its files, sorted. */
  readonly files: readonly string[]
}

export interface Walk {
  readonly directories: readonly WalkedDirectory[]
  readonly leftAlone: readonly string[]
}

const mostDirectories = 20_000
const deepest = 14

const dependencies =
  /^(node_modules|bower_components|vendor|\.git|\.terraform|\.terragrunt-cache|\.venv|venv|__pycache__|dist|target|coverage|\.next|cdk\.out|\.serverless|\.aws-sam)$/
const trials = /^(tests?|__tests__|spec|fixtures?|testdata|test-data|e2e|examples?|samples?|docs?)$/i

/** Every directory that may hold sources. Dependencies, build output, tests and examples are passed over. */
export const walk = (tree: SourceTree): Walk => {
  const directories: WalkedDirectory[] = []
  const leftAlone: string[] = []
  const trialDirectories: string[] = []
  const open: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }]
  for (let next = open.pop(); next !== undefined && directories.length < mostDirectories; next = open.pop()) {
    const entries = tree.list(next.path) ?? []
    directories.push({ path: next.path, files: entries.filter(({ kind }) => kind === 'file').map(({ name }) => name) })
    const names = entries.filter(({ kind }) => kind === 'directory').map(({ name }) => name)
    const isContainer = names.filter(isPlainEnvironment).length >= 2
    for (const name of names.toReversed()) {
      const path = joinPath(next.path, name) ?? name
      if (dependencies.test(name)) continue
      if (trials.test(name) && !isContainer) trialDirectories.push(path)
      else if (next.depth >= deepest) leftAlone.push(`${path}/: nested deeper than ${deepest} directories`)
      else open.push({ path, depth: next.depth + 1 })
    }
  }
  if (open.length > 0) leftAlone.push(`everything after the first ${mostDirectories} directories`)
  const [first] = trialDirectories.toSorted()
  if (first !== undefined) {
    const others = trialDirectories.length > 1 ? ` and ${trialDirectories.length - 1} more` : ''
    leftAlone.push(`${first}/${others}: tests, examples and documentation`)
  }
  return { directories: directories.toSorted((one, other) => (one.path < other.path ? -1 : 1)), leftAlone }
}
