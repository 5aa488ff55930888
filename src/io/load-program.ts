import type { Script } from 'node:vm'

export interface Program {
  readonly run: (argv: readonly string[], version: string) => Promise<number>
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
  '--no-reset-interrupt-on-ic-update',
]

/**
 * The bundled program, which the build leaves beside this file as the text of a function, in ASCII, and compiled for its own Node. V8 refuses
 * that for any other version or flags and compiles the text, which takes as long again as everything else.
 *
 * Modules of Node's are not imported: an import makes an ES module of one with all that it has, of which some is loaded for that.
 */
export const loadProgram = (): { readonly program: Program; readonly script: Script } => {
  const { existsSync, readFileSync } = process.getBuiltinModule('node:fs')
  const { join } = process.getBuiltinModule('node:path')
  const { pathToFileURL } = process.getBuiltinModule('node:url')
  const { setFlagsFromString } = process.getBuiltinModule('node:v8')
  const { Script } = process.getBuiltinModule('node:vm')
  if (process.versions.v8.startsWith('11.')) {
    // Loaded before: what Node has of it compiled is refused once V8's flags are others.
    process.getBuiltinModule('node:crypto')
    for (const flag of flagsOfShortRuns) setFlagsFromString(flag)
  }
  const filename = join(import.meta.dirname, 'program.cjs')
  const cache = join(import.meta.dirname, 'program.cache')
  const text = readFileSync(filename, 'latin1')
  const script = new Script(text, { filename, ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}) })
  const module = { exports: {} }
  const loadModule = (specifier: string): Promise<unknown> => import(specifier)
  const url = pathToFileURL(filename).href
  script.runInThisContext()(module.exports, require, module, url, loadModule)
  return { program: module.exports as Program, script }
}
