import type { SourceTree } from '../../model/source-tree.ts'
import { normalizePath } from '../../model/source-tree.ts'
import { moduleFiles } from '../terraform/module-files.ts'
import { directoriesWith } from './directories-with.ts'
import { configFileIn, readTerragruntFile } from './read-file.ts'

/**
 * Directories of the units at and below a directory, in order of their names. A configuration without a module, as roots have it that
 * others include, is no unit. What stacks generate comes on top: `findStacks`.
 */
export const findUnits = (tree: SourceTree, dir: string): readonly string[] =>
  directoriesWith(tree, normalizePath(dir) ?? dir, directory => {
    const config = configFileIn(tree, directory)
    return config !== undefined && isUnit(tree, directory, config)
  })

/** A unit includes a root, or says itself what its module is, or is one. */
export const isUnit = (tree: SourceTree, directory: string, config: string): boolean => {
  const { blocks } = readTerragruntFile(tree, config).body
  if (blocks.some(({ type }) => type === 'include')) return true
  const files = moduleFiles(tree, directory)
  if (files !== undefined && files.primary.length > 0 && !isIncluded(tree, directory)) return true
  const hasSource = blocks.some(({ type, body }) => type === 'terraform' && body.attributes.has('source'))
  return hasSource && !isIncluded(tree, directory)
}

/** Something below looks for a configuration in its parent folders, which would find this one. */
const isIncluded = (tree: SourceTree, directory: string): boolean =>
  directoriesWith(tree, directory, below => {
    const config = below === directory ? undefined : configFileIn(tree, below)
    return config !== undefined && readTerragruntFile(tree, config).body.blocks.some(({ type }) => type === 'include')
  }).length > 0
