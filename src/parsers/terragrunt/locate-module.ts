import { joinPath, type SourceTree } from '../../model/source-tree.ts'
import type { HclValue } from '../hcl/value.ts'
import { reasonOf, stringOf } from '../hcl/value-access.ts'
import { moduleFiles } from '../terraform/module-files.ts'
import { pathInTree } from './checkout-path.ts'

/**
 * Where a unit's module is. `revision`: it comes from a git repository, in which the directory that it is taken from exists here, too;
 * `outside`: its files are not in the repository.
 */
export type UnitModule =
  | { readonly kind: 'directory'; readonly directory: string }
  | { readonly kind: 'revision'; readonly directory: string; readonly repository: string; readonly revision: string }
  | { readonly kind: 'outside'; readonly source: string; readonly why: string }

/** Text up to the first part that is not known. */
const knownStart = (value: HclValue): { readonly text: string; readonly isWhole: boolean } | undefined => {
  const text = stringOf(value)
  if (text !== undefined) return { text, isWhole: true }
  if (value.state !== 'unknown' || value.cause.kind !== 'template') return undefined
  return { text: stringOf(value.cause.parts[0]) ?? '', isWhole: false }
}

const hasTerraform = (tree: SourceTree, directory: string): boolean => {
  const files = moduleFiles(tree, directory)
  return files !== undefined && files.primary.length + files.overrides.length > 0
}

/** `source` of a `terraform` block; without one the unit's directory is the module. */
export const locateUnitModule = (
  tree: SourceTree,
  { unit, home }: { readonly unit: string; readonly home: string },
  source: HclValue | undefined,
): UnitModule => {
  if (source === undefined) return { kind: 'directory', directory: home }
  const start = knownStart(source)
  const unknown = source.state === 'unknown' ? reasonOf(source.cause).names : undefined
  if (start === undefined)
    return { kind: 'outside', source: unknown ?? 'source', why: `its source depends on ${unknown ?? 'no text'}` }
  const { text, isWhole } = start
  const [address = '', ...query] = text.split('?')
  if (!isWhole && query.length === 0)
    return { kind: 'outside', source: text, why: `its source depends on ${unknown ?? 'what is not known'}` }
  if (/^(\.|\/)/.test(address)) {
    const directory = pathInTree(address.replaceAll(/\/{2,}/g, '/'), unit)
    return directory !== undefined && tree.list(directory) !== undefined
      ? { kind: 'directory', directory }
      : { kind: 'outside', source: address, why: 'there is no such directory' }
  }
  const [, repository = address, below] = /^((?:[\w+-]+::)?(?:[\w+-]+:\/\/)?.*?)(?:\/\/(.*))?$/.exec(address) ?? []
  const revision = isWhole ? (/(?:^|&)ref=([^&]*)/.exec(query.join('?'))?.[1] ?? '') : ''
  const directory = below === undefined ? undefined : joinPath(below)
  const isGit = !/^tfr:/.test(address)
  return isGit && directory !== undefined && directory !== '' && hasTerraform(tree, directory)
    ? { kind: 'revision', directory, repository, revision }
    : { kind: 'outside', source: address, why: 'its files are not in the repository' }
}
