import { directoryOf, joinPath } from '../../../model/source-tree.ts'
import type { CodeFile } from './expression.ts'

/** Whether a module is a file of the program: relative, or by the usual aliases of its source root. */
export const isOwnModule = (from: string): boolean => /^(\.|[@~]\/)/.test(from)

const stemOf = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, '')

/** The file that an import of one's own module means. */
export const importedFile = (files: readonly CodeFile[], file: CodeFile, from: string): CodeFile | undefined => {
  const isRelative = from.startsWith('.')
  const stem = stemOf(isRelative ? (joinPath(directoryOf(file.file), from) ?? '') : from.slice(2))
  return files.find(other => {
    const path = stemOf(other.file)
    return path === stem || path === `${stem}/index` || (!isRelative && path.endsWith(`/${stem}`))
  })
}
