import type { Diagnostic } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { Body } from '../hcl/ast.ts'
import type { ModuleConfig } from './module-config.ts'
import { moduleFiles } from './module-files.ts'
import { readConfigFile } from './read-config-file.ts'
import { readModule } from './read-module.ts'
import { readUtf8 } from './read-utf8.ts'

/** More files than this in one directory are no module. */
const maximumFiles = 2000

const loaded = new WeakMap<SourceTree, Map<string, Promise<ModuleConfig | undefined>>>()

/**
 * Reads all files of a module's directory; `undefined` when there is no such directory. Modules that it calls are not read. Environments
 * share modules, so what was read from a tree once is not read again.
 */
export const loadModule = (tree: SourceTree, directory: string): Promise<ModuleConfig | undefined> => {
  const ofTree = loaded.get(tree) ?? new Map<string, Promise<ModuleConfig | undefined>>()
  loaded.set(tree, ofTree)
  const module = ofTree.get(directory) ?? read(tree, directory)
  ofTree.set(directory, module)
  return module
}

const read = async (tree: SourceTree, directory: string): Promise<ModuleConfig | undefined> => {
  const files = moduleFiles(tree, directory)
  if (files === undefined) return undefined
  const diagnostics: Diagnostic[] = []
  const readAll = async (paths: readonly string[]): Promise<readonly Body[]> => {
    const bodies: Body[] = []
    for (const path of paths.slice(0, maximumFiles)) {
      const { text, trouble } = readUtf8(tree, path)
      if (trouble !== undefined) diagnostics.push(trouble)
      if (text === undefined) continue
      const file = await readConfigFile(path, text)
      diagnostics.push(...file.diagnostics)
      bodies.push(file.body)
    }
    if (paths.length > maximumFiles)
      diagnostics.push({
        severity: 'error',
        summary: 'Too many files',
        detail: `Only the first ${maximumFiles} of ${paths.length} files of this directory were read.`,
        at: startOf(paths[maximumFiles] ?? directory),
      })
    return bodies
  }
  const primary = await readAll(files.primary)
  const overrides = await readAll(files.overrides)
  return readModule(directory, primary, overrides, diagnostics)
}
