import { roleName } from '../../align/role-name.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { itemsOf, type Origin, type Value } from '../../model/value.ts'
import type { PairedInput } from './paired-inputs.ts'

const originsIn = (value: Value): readonly Origin[] => [
  ...value.from.origins,
  ...(itemsOf(value) ?? (value.kind === 'map' ? [...value.entries.values()] : [])).flatMap(originsIn),
]

const isWritten = ({ kind }: Origin): boolean => ['tfvars', 'parameter', 'argument', 'config-file'].includes(kind)

/**
 * Where in production an input belongs that only staging has: the file that plays the part of the one that has it in staging, at the last line
 * that sets something for the source; else the file that sets most and is not staging's too. An argument of a module call belongs into the call.
 */
export const placeFor = (
  { name, staging, production, sources }: PairedInput,
  names: { readonly staging: string; readonly production: string },
): SourceLocation | undefined => {
  if (name.startsWith('module.')) return production.from.at
  const files = new Map<string, SourceLocation[]>()
  for (const value of sources.production.inputs.values())
    for (const { at } of originsIn(value).filter(isWritten)) files.set(at.file, [...(files.get(at.file) ?? []), at])
  const theirs = new Set([...sources.staging.inputs.values()].flatMap(originsIn).map(({ at }) => at.file))
  const from = originsIn(staging).find(isWritten)?.at.file ?? staging.from.at.file
  const role = roleName(from, names.staging)
  const candidates = [...files].sort(
    ([one, ones], [other, others]) =>
      Number(roleName(other, names.production) === role) - Number(roleName(one, names.production) === role) ||
      Number(theirs.has(one)) - Number(theirs.has(other)) ||
      others.length - ones.length,
  )
  const [best] = candidates
  return best?.[1].sort((one, other) => one.start.line - other.start.line).at(-1)
}
