import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'

export interface Program {
  readonly run: (argv: readonly string[], version: string) => Promise<number>
}

const readIfThere = (file: string): Buffer | undefined => {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/**
 * A run is short: what V8 prepares as early as for a server is mostly not run again (docs/adr/0008): optimised code, what it learns of each
 * function's types, native code of regular expressions. Later V8s count otherwise.
 */
const flagsOfShortRuns = [
  '--interrupt-budget=1000000',
  '--interrupt-budget-factor-for-feedback-allocation=32',
  '--regexp-tier-up-ticks=20',
  '--no-regexp-peephole-optimization',
]

/**
 * The bundled program, which the build leaves beside this file as the text of a function, in ASCII, and compiled for its own Node. V8 refuses
 * that for any other version or flags and compiles the text, which takes as long again as everything else.
 */
export const loadProgram = (): { readonly program: Program; readonly script: Script } => {
  if (process.versions.v8.startsWith('11.')) for (const flag of flagsOfShortRuns) setFlagsFromString(flag)
  const directory = dirname(fileURLToPath(import.meta.url))
  const file = join(directory, 'program.cjs')
  const text = readFileSync(file, 'latin1')
  const cachedData = readIfThere(join(directory, 'program.cache'))
  const script = new Script(text, { filename: file, ...(cachedData ? { cachedData } : {}) })
  const module = { exports: {} }
  const loadModule = (specifier: string): Promise<unknown> => import(new URL(specifier, pathToFileURL(file)).href)
  script.runInThisContext()(module.exports, createRequire(file), module, pathToFileURL(file).href, loadModule)
  return { program: module.exports as Program, script }
}
