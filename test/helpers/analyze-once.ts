import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import { analyze } from '../../src/analyze.ts'
import type { Analyze } from '../../src/commands/runtime.ts'
import { comparedEnvironments } from '../../src/config/compared-environments.ts'
import { expectFileName } from '../../src/config/expectations/expect-file.ts'
import type { Analysis } from '../../src/model/analysis.ts'
import type { SourceTree } from '../../src/model/source-tree.ts'

const known = new Map<string, Promise<Analysis>>()

/** Everything that an analysis can depend on, but for the list of waivers, which commands apply to it afterwards. */
const keyOf = (tree: SourceTree, config: unknown, salt: string): string => {
  const hash = createHash('sha256').update(salt).update(serialize(config))
  const visit = (directory: string): void => {
    for (const { name, kind } of tree.list(directory) ?? []) {
      const path = directory === '' ? name : `${directory}/${name}`
      if (name === '.git' || path === expectFileName) continue
      if (kind === 'directory') visit(path)
      else hash.update(`\n${path}\n`).update(Buffer.from(tree.read(path) as Uint8Array))
    }
  }
  visit('')
  return hash.digest('hex')
}

/** Environments that nothing is compared with cost time, and commands that compare say nothing of them. */
const compared: Analyze = (tree, config, options) => {
  return analyze(tree, { ...config, environments: comparedEnvironments(config) }, options)
}

/** The real analysis. The same files and configuration are analysed once, however many commands ask. */
export const analyzeOnce: Analyze = (tree, config, options) => {
  const key = keyOf(tree, config, options.salt)
  const analysis = known.get(key) ?? compared(tree, config, options)
  known.set(key, analysis)
  return analysis
}
