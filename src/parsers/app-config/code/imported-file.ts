import { directoryOf, joinPath } from '../../../model/source-tree.ts'
import type { Value } from '../../../model/value.ts'
import type { Evaluate } from './code-scope.ts'
import type { CodeFile } from './expression.ts'

/** Whether a module is a file of the program: relative, or by the usual aliases of its source root. */
export const isOwnModule = (from: string): boolean => /^(\.|[@~]\/)/.test(from)

const stemOf = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, '')

/** The file that an import of one's own module means. */
export const importedFile = (files: readonly CodeFile[], file: CodeFile, from: string): CodeFile | undefined => {
  const isRelative = from.startsWith('.')
  const stem = stemOf(isRelative ? (joinPath(directoryOf(file.file), from) ?? '') : from.slice(2))
  const byStem = stemsOf(files)
  const exact = byStem.get(stem) ?? byStem.get(`${stem}/index`)
  if (exact !== undefined || isRelative) return exact
  return files.find(other => stemOf(other.file).endsWith(`/${stem}`))
}

const stems = new WeakMap<readonly CodeFile[], ReadonlyMap<string, CodeFile>>()

const stemsOf = (files: readonly CodeFile[]): ReadonlyMap<string, CodeFile> => {
  const present = stems.get(files)
  if (present !== undefined) return present
  const made = new Map(files.toReversed().map(file => [stemOf(file.file), file]))
  stems.set(files, made)
  return made
}

/** What an import of one's own module evaluates to. */
export const importedValue = (
  files: readonly CodeFile[],
  file: CodeFile,
  { from, name }: { readonly from: string; readonly name: string },
  evaluate: Evaluate,
): Value | undefined => {
  const target = importedFile(files, file, from)
  if (target === undefined) return undefined
  if (name === 'default' || name === '*') {
    if (target.defaultExport !== undefined) return evaluate(target.defaultExport)
    const entries = [...target.bindings].flatMap(([key, bound]): [string, Value][] => {
      const value = evaluate(bound)
      return value === undefined ? [] : [[key, value]]
    })
    return {
      kind: 'map',
      entries: new Map(entries),
      from: {
        at: {
          file: target.file,
          start: { line: 1, column: 1, offset: 0 },
          end: { line: 1, column: 1, offset: 0 },
          path: [],
        },
        origins: [],
      },
    }
  }
  const bound = target.bindings.get(name)
  if (bound !== undefined) return evaluate(bound)
  const exported = target.defaultExport && evaluate(target.defaultExport)
  return exported?.kind === 'map' ? exported.entries.get(name) : undefined
}
