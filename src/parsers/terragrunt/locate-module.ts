import { joinPath, type SourceTree } from '../../model/source-tree.ts'
import type { HclValue } from '../hcl/value.ts'
import { reasonOf, stringOf } from '../hcl/value-access.ts'
import { moduleFiles } from '../terraform/module-files.ts'
import { pathInTree } from './checkout-path.ts'

/** Told once, not for every unit. */
export const otherRevision = 'Module of another revision'

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
  const remote = readRemoteSource(address)
  const revision = isWhole ? (/(?:^|&)ref=([^&]*)/.exec(query.join('?'))?.[1] ?? '') : ''
  return remote !== undefined && hasTerraform(tree, remote.directory)
    ? { kind: 'revision', ...remote, revision }
    : { kind: 'outside', source: address, why: 'its files are not in the repository' }
}

/** A git repository's address and the directory in it; `undefined` without one, and for a registry. */
export const readRemoteSource = (
  source: string,
): { readonly repository: string; readonly directory: string } | undefined => {
  const [address = ''] = source.split('?')
  const [, repository, below] = /^((?:[\w+-]+::)?(?:[\w+-]+:\/\/)?.*?)\/\/(.*)$/.exec(address) ?? []
  const directory = below === undefined ? undefined : joinPath(below)
  if (repository === undefined || directory === undefined || directory === '') return undefined
  return /^(tfr:|\.)/.test(address) ? undefined : { repository, directory }
}
