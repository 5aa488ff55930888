import type { Value } from '../model/value.ts'

/** The scalars of an entity or setting by their place in it: `conditions.host-header.values.0`. */
export type Leaves = ReadonlyMap<string, Value>

export const isValue = (thing: unknown): thing is Value =>
  typeof thing === 'object' &&
  thing !== null &&
  'from' in thing &&
  'kind' in thing &&
  typeof (thing as { kind: unknown }).kind === 'string'

/** Fields that say where an entity is written, not what it is. */
const placeFields: ReadonlySet<string> = new Set(['address', 'at', 'kind', 'exists', 'existsBecause', 'region'])

/** Members that name an item of a list among its neighbours, surest first. */
const namingMembers = ['id', 'field', 'name', 'key', 'pathPattern', 'containerName', 'type'] as const

/** Same text for the same scalar in both environments, their own words left out. */
export type TextOf = (value: Value) => string

const listOf = (thing: unknown): readonly unknown[] | undefined => {
  if (isValue(thing)) return thing.kind === 'list' || thing.kind === 'set' ? thing.items : undefined
  return Array.isArray(thing) ? thing : undefined
}

const membersOf = (thing: unknown): ReadonlyMap<string, unknown> | undefined => {
  if (thing instanceof Map) return thing as ReadonlyMap<string, unknown>
  if (isValue(thing)) return thing.kind === 'map' ? thing.entries : undefined
  if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) return undefined
  const members = new Map<string, unknown>()
  for (const key of Object.keys(thing)) {
    const member: unknown = thing[key as keyof typeof thing]
    if (member !== undefined && !placeFields.has(key)) members.set(key, member)
  }
  return members
}

/** What an item is called among its neighbours: a scalar by its text, a record by the member that names it. */
const keyOf = (item: unknown, textOf: TextOf): string | undefined => {
  const members = membersOf(item)
  if (members) {
    for (const name of namingMembers) {
      const member = members.get(name)
      if (typeof member === 'string') return member
      if (isValue(member)) return textOf(member)
    }
    return undefined
  }
  return isValue(item) && listOf(item) === undefined ? textOf(item) : undefined
}

const named = (items: readonly unknown[], textOf: TextOf): readonly (string | undefined)[] => {
  const seen = new Map<string, number>()
  return items.map(item => {
    const key = keyOf(item, textOf)
    if (key === undefined) return undefined
    const times = seen.get(key) ?? 0
    seen.set(key, times + 1)
    return times === 0 ? key : `${key} ${times + 1}`
  })
}

/** Which items of two lists stand for each other: those of one name, then what is left in order. */
const pairItems = (
  [one, other]: readonly [readonly unknown[], readonly unknown[]],
  [textOf, otherTextOf]: readonly [TextOf, TextOf],
): readonly (readonly [string, unknown, unknown])[] => {
  const names = named(one, textOf)
  const byName = new Map(named(other, otherTextOf).map((name, index) => [name ?? `#${index}`, index]))
  const open: number[] = []
  const taken = new Set<number>()
  const pairs: (readonly [number, unknown, unknown])[] = []
  one.forEach((item, index) => {
    const twin = byName.get(names[index] ?? `#${index}`)
    if (twin === undefined) open.push(index)
    else {
      taken.add(twin)
      pairs.push([index, item, other[twin]])
    }
  })
  const rest = other.flatMap((item, index) => (taken.has(index) ? [] : [item]))
  open.forEach((index, position) => {
    pairs.push([index, one[index], rest[position]])
  })
  rest.slice(open.length).forEach((item, position) => {
    pairs.push([one.length + position, undefined, item])
  })
  return pairs.map(([index, item, twin]) => [String(index), item, twin])
}

/**
 * The scalars of two things under the same places, so that equal places can be compared: members by name, items of lists by what names them.
 * The order of a list counts for nothing here; where it decides (priorities, behaviours) a request shows it.
 */
export const leavesOf = (
  things: readonly [unknown, unknown],
  textsOf: readonly [TextOf, TextOf],
): readonly [Leaves, Leaves] => {
  const leaves: readonly [Map<string, Value>, Map<string, Value>] = [new Map(), new Map()]
  const visit = (path: string, one: unknown, other: unknown): void => {
    const below = (key: string): string => (path === '' ? key : `${path}.${key}`)
    const lists = [listOf(one), listOf(other)]
    if (lists[0] !== undefined || lists[1] !== undefined) {
      for (const [key, item, twin] of pairItems([lists[0] ?? [], lists[1] ?? []], textsOf))
        visit(below(key), item, twin)
      if (lists[0] === undefined) put(path, one, undefined)
      if (lists[1] === undefined) put(path, undefined, other)
      return
    }
    const members = [membersOf(one), membersOf(other)]
    if (members[0] !== undefined || members[1] !== undefined) {
      for (const key of new Set([...(members[0]?.keys() ?? []), ...(members[1]?.keys() ?? [])]))
        visit(below(key), members[0]?.get(key), members[1]?.get(key))
      if (members[0] === undefined) put(path, one, undefined)
      if (members[1] === undefined) put(path, undefined, other)
      return
    }
    put(path, one, other)
  }
  const put = (path: string, one: unknown, other: unknown): void => {
    if (isValue(one)) leaves[0].set(path, one)
    if (isValue(other)) leaves[1].set(path, other)
  }
  visit('', things[0], things[1])
  return leaves
}
