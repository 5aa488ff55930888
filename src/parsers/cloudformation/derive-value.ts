import type { SourceLocation } from '../../model/source-location.ts'
import type { Origin, Provenance, UnknownReason, Value } from '../../model/value.ts'

const sameOrigin = (one: Origin, other: Origin): boolean =>
  one.kind === other.kind &&
  one.name === other.name &&
  one.at.file === other.at.file &&
  one.at.start.offset === other.at.start.offset

/** The inputs of several values, in order of first use. Most are the very same origins again, which costs no comparison. */
export const mergeOrigins = (...lists: readonly (readonly Origin[] | undefined)[]): readonly Origin[] => {
  const [first = [], ...others] = lists.filter(list => list !== undefined && list.length > 0)
  if (others.length === 0) return first
  const seen = new Set(first)
  let merged: Origin[] | undefined
  for (const list of others)
    for (const origin of list ?? []) {
      if (seen.has(origin)) continue
      seen.add(origin)
      merged ??= [...first]
      if (!merged.some(other => sameOrigin(origin, other))) merged.push(origin)
    }
  return merged ?? first
}

/** All inputs below a value: a list or map has those of its members. */
export const originsOf = (value: Value): readonly Origin[] => {
  if (value.kind === 'list' || value.kind === 'set')
    return mergeOrigins(value.from.origins, ...value.items.map(originsOf))
  if (value.kind === 'map') return mergeOrigins(value.from.origins, ...[...value.entries.values()].map(originsOf))
  return value.from.origins
}

/** A value that is used at another place than it was written: the former place becomes one that it passed. */
export const passTo = (value: Value, at: SourceLocation, ...by: readonly SourceLocation[]): Value => {
  const from = {
    at,
    origins: value.from.origins,
    through: [...by, ...(by.length === 0 ? [value.from.at] : []), ...(value.from.through ?? [])],
  }
  return { ...value, from }
}

/** The same value, all its members included, further influenced by these inputs: a condition that chose it, a key that looked it up. */
export const chosenBy = (value: Value, origins: readonly Origin[]): Value => {
  if (origins.length === 0) return value
  const merged = mergeOrigins(value.from.origins, origins)
  const isLeaf = value.kind !== 'list' && value.kind !== 'set' && value.kind !== 'map'
  if (isLeaf && merged === value.from.origins) return value
  const from = { ...value.from, origins: merged }
  switch (value.kind) {
    case 'list':
    case 'set':
      return { ...value, items: value.items.map(item => chosenBy(item, origins)), from }
    case 'map': {
      const entries = [...value.entries].map(([key, entry]): [string, Value] => [key, chosenBy(entry, origins)])
      return { ...value, entries: new Map(entries), from }
    }
    default:
      return { ...value, from }
  }
}

/** How many values a value is made of. */
export const sizeOf = (value: Value): number => {
  if (value.kind === 'list' || value.kind === 'set') return value.items.reduce((sum, item) => sum + sizeOf(item), 1)
  if (value.kind === 'map') return [...value.entries.values()].reduce((sum, entry) => sum + sizeOf(entry), 1)
  return 1
}

export const provenance = (at: SourceLocation, ...from: readonly Value[]): Provenance => ({
  at,
  origins: mergeOrigins(...from.map(originsOf)),
})

export const isSensitive = (value: Value): boolean =>
  value.sensitive === true ||
  (value.kind === 'template' && value.parts.some(isSensitive)) ||
  ((value.kind === 'list' || value.kind === 'set') && value.items.some(isSensitive)) ||
  (value.kind === 'map' && [...value.entries.values()].some(isSensitive))

/** Marks a result as secret where one of its operands is. */
export const hiddenLike = <V extends Value>(result: V, ...operands: readonly Value[]): V =>
  operands.some(isSensitive) ? { ...result, sensitive: true } : result

/** What decides a value: the first part of it that is not known. `undefined` when all of it is. */
export const reasonOf = (value: Value): UnknownReason | undefined => {
  switch (value.kind) {
    case 'known':
      return undefined
    case 'unknown':
      return value.why
    case 'reference':
      return { kind: 'computed', names: [value.to.name, ...value.attribute].join('.') }
    default: {
      const members =
        value.kind === 'template' ? value.parts : value.kind === 'map' ? value.entries.values() : value.items
      for (const member of members) {
        const reason = reasonOf(member)
        if (reason) return reason
      }
      return undefined
    }
  }
}

/** The names in `reasonOf`, for people. */
export const reasonNames = (value: Value): string | undefined => reasonOf(value)?.names
