import { roleName } from '../../align/role-name.ts'
import type { MapValue, Value } from '../../model/value.ts'

/** Objects inside objects beyond this are data rather than settings. */
const deepest = 6

type Sided = readonly [value: Value, environment: string]

/** The key under which a map has its own environment's part, where it has one for each: `settings = { staging = …, production = … }`. */
const ownKey = ({ entries }: MapValue, environment: string): string | undefined => {
  const own = [...entries.keys()].filter(key => roleName(key, environment) === '')
  return own.length === 1 ? own[0] : own.find(key => key === environment)
}

/** An input, or where it is an object on both sides the members that both have: `settings.domain`. */
export const pairedMembers = (
  name: string,
  [one, staging]: Sided,
  [other, production]: Sided,
  depth = 0,
): readonly (readonly [string, Value, Value])[] => {
  if (one.kind !== 'map' || other.kind !== 'map' || depth >= deepest) return [[name, one, other]]
  const [ours, theirs] = [ownKey(one, staging), ownKey(other, production)]
  const isApart = ours !== undefined && theirs !== undefined && ours !== theirs
  return [...one.entries].flatMap(([key, value]) => {
    if (isApart && key === theirs) return []
    const twinKey = isApart && key === ours ? theirs : key
    const twin = other.entries.get(twinKey)
    return twin ? pairedMembers(`${name}.${twinKey}`, [value, staging], [twin, production], depth + 1) : []
  })
}
