import type { SourceTree } from '../../model/source-tree.ts'
import { directoryOf, joinPath, normalizePath } from '../../model/source-tree.ts'
import { moduleFiles } from '../terraform/module-files.ts'
import { configFileIn, readTerragruntFile } from './read-file.ts'

const mostDirectories = 20_000

/**
 * Directories of the units at and below a directory, in order of their names. A configuration without a module, as roots have it that
 * others include, is no unit.
 */
export const findUnits = (tree: SourceTree, dir: string): readonly string[] => {
  const units: string[] = []
  const waiting = [normalizePath(dir) ?? dir]
  let seen = 0
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    seen += 1
    if (seen > mostDirectories) break
    const config = configFileIn(tree, directory)
    if (config !== undefined && isUnit(tree, directory, config)) units.push(directory)
    for (const { name, kind } of tree.list(directory) ?? [])
      if (kind === 'directory' && !name.startsWith('.') && name !== 'node_modules')
        waiting.push(joinPath(directory, name) ?? name)
  }
  return units.toSorted((one, other) => (one < other ? -1 : 1))
}

/** A unit includes a root, or says itself what its module is, or is one. */
export const isUnit = (tree: SourceTree, directory: string, config: string): boolean => {
  const { blocks } = readTerragruntFile(tree, config).body
  if (blocks.some(({ type }) => type === 'include')) return true
  const files = moduleFiles(tree, directory)
  if (files !== undefined && files.primary.length > 0) return true
  const hasSource = blocks.some(({ type, body }) => type === 'terraform' && body.attributes.has('source'))
  return hasSource && !isRoot(tree, directory)
}

/** Something below looks for a configuration in its parent folders, and this one has no parent that would be found first. */
const isRoot = (tree: SourceTree, directory: string): boolean => {
  const waiting = [directory]
  for (let count = 0, next = waiting.pop(); next !== undefined && count < 2000; count += 1, next = waiting.pop()) {
    for (const { name, kind } of tree.list(next) ?? [])
      if (kind === 'directory' && !name.startsWith('.')) waiting.push(joinPath(next, name) ?? name)
    const config = next === directory ? undefined : configFileIn(tree, next)
    if (config === undefined) continue
    const { blocks } = readTerragruntFile(tree, config).body
    if (blocks.some(({ type }) => type === 'include') && directoryOf(config) !== directory) return true
  }
  return false
}
