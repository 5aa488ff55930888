import type { Diagnostic } from '../../model/diagnostic.ts'
import { directoryOf, joinPath, normalizePath, type SourceTree } from '../../model/source-tree.ts'
import type { HclValue } from '../hcl/value.ts'
import { boolOf, stringOf } from '../hcl/value-access.ts'
import { objectOf } from '../hcl/value-constructors.ts'
import { pathInTree } from './checkout-path.ts'
import { ConfigFile } from './config-file.ts'
import { directoriesWith } from './directories-with.ts'
import { otherRevision, readRemoteSource } from './locate-module.ts'
import { withOwnOrigins } from './own-origins.ts'
import { configFileIn } from './read-file.ts'
import type { UnitContext } from './unit-context.ts'

/** A unit that a stack generates: its files lie elsewhere. */
export interface StackUnit {
  /** Where Terragrunt generates it: `live/staging/.terragrunt-stack/api`. */
  readonly directory: string
  /** The directory that it is copied from; `undefined` when that is not in the repository. */
  readonly home: string | undefined
  readonly values: HclValue
}

const stackFile = 'terragrunt.stack.hcl'
const deepest = 10
const mostUnits = 2000

/** Directories of stacks at and below a directory, in order of their names. */
export const findStacks = (tree: SourceTree, dir: string): readonly string[] =>
  directoriesWith(
    tree,
    normalizePath(dir) ?? dir,
    directory => tree.read(joinPath(directory, stackFile) ?? stackFile) instanceof Uint8Array,
  )

/** The units that a stack generates, those of stacks inside it too. */
export const expandStack = (
  context: Omit<UnitContext, 'unit' | 'home' | 'values'>,
  stack: { readonly directory: string; readonly home: string; readonly values: HclValue | undefined },
  depth = 0,
): readonly StackUnit[] => {
  const { tree } = context
  const path = joinPath(stack.home, stackFile) ?? stackFile
  const unit: UnitContext = { ...context, unit: stack.directory, home: stack.home, values: stack.values }
  const file = new ConfigFile(unit, path, { from: joinPath(stack.directory, stackFile) ?? stackFile })
  const found: StackUnit[] = []
  for (const block of file.body.blocks) {
    if ((block.type !== 'unit' && block.type !== 'stack') || found.length >= mostUnits) continue
    const trouble = (detail: string): void =>
      context.report({
        severity: 'warning',
        summary: `${block.type === 'unit' ? 'Unit' : 'Stack'} is not among the sources`,
        detail,
        at: block.header,
      } satisfies Diagnostic)
    const label = `${block.type} "${block.labels[0] ?? ''}"`
    const source = stringOf(file.argument(block.body, 'source'))
    const name = stringOf(file.argument(block.body, 'path'))
    if (source === undefined || name === undefined) {
      trouble(`The source or path of ${label} is not known; it was left out.`)
      continue
    }
    const home = /^[./]/.test(source)
      ? pathInTree(source.replaceAll(/\/{2,}/g, '/'), directoryOf(file.from))
      : readRemoteSource(source)?.directory
    const isPlain = boolOf(file.argument(block.body, 'no_dot_terragrunt_stack')) === true
    const directory = joinPath(stack.directory, isPlain ? '' : '.terragrunt-stack', name)
    const isThere =
      home !== undefined &&
      (block.type === 'unit'
        ? configFileIn(tree, home) !== undefined
        : tree.read(joinPath(home, stackFile) ?? '') instanceof Uint8Array)
    if (directory === undefined) {
      trouble(`${label} would be generated outside the repository; it was left out.`)
      continue
    }
    if (isThere && !/^[./]/.test(source))
      context.report({
        severity: 'warning',
        summary: otherRevision,
        detail: `Units are taken from ${readRemoteSource(source)?.repository}. Its directories as they are here were evaluated instead: what is deployed may be older.`,
        at: block.header,
      })
    if (!isThere)
      trouble(
        `What ${label} is made from (${source}) is not in the repository. Its resources and outputs are not known.`,
      )
    const given = block.body.attributes.get('values')?.expression
    const values = given ? withOwnOrigins(file.evaluate(given), given, 'values') : objectOf([])
    if (block.type === 'unit') found.push({ directory, home: isThere ? home : undefined, values })
    else if (home !== undefined && isThere && depth < deepest)
      found.push(...expandStack(context, { directory, home, values }, depth + 1))
  }
  return found.slice(0, mostUnits)
}
