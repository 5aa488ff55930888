import type { MapValue, Value } from '../../../model/value.ts'

export interface MergeRules {
  readonly lists: 'replace' | 'append'
  /** What an explicit null in the later layer does to an earlier value. */
  readonly nulls: 'value' | 'delete' | 'ignore'
  /** Keys that are equal although they are not written alike. */
  readonly sameKey?: (key: string) => string
}

export const replaceLists: MergeRules = { lists: 'replace', nulls: 'value' }

/** A later layer over an earlier one: maps merge deeply, everything else follows the rules of the tool. */
export const mergeLayers = (under: Value, over: Value, rules: MergeRules, depth = 0): Value => {
  if (over.kind === 'list' && under.kind === 'list' && rules.lists === 'append') {
    return { ...over, items: [...under.items, ...over.items] }
  }
  if (under.kind !== 'map' || over.kind !== 'map' || depth > 100) return over
  const entries = new Map(under.entries)
  const spelling = new Map<string, string>()
  if (rules.sameKey) for (const key of entries.keys()) spelling.set(rules.sameKey(key), key)
  for (const [key, value] of over.entries) {
    const name = spelling.get(rules.sameKey?.(key) ?? key) ?? key
    const before = entries.get(name)
    const isNull = value.kind === 'known' && value.value === null
    if (isNull && rules.nulls === 'ignore' && before !== undefined) continue
    if (isNull && rules.nulls === 'delete') entries.delete(name)
    else entries.set(name, before === undefined ? value : mergeLayers(before, value, rules, depth + 1))
  }
  return { ...over, entries } satisfies MapValue
}

/** Puts a value at a path, making the maps on the way. */
export const setPath = (
  root: Value,
  path: readonly string[],
  value: Value,
  sameKey = (key: string): string => key,
): Value => {
  const [head, ...rest] = path
  if (head === undefined) return value
  if (root.kind === 'list' && /^\d+$/.test(head)) {
    const items = [...root.items]
    const index = Math.min(Number(head), items.length)
    const before = items[index]
    items[index] = rest.length === 0 || before === undefined ? value : setPath(before, rest, value, sameKey)
    return { ...root, items }
  }
  const entries = new Map(root.kind === 'map' ? root.entries : [])
  const wanted = sameKey(head)
  const key = [...entries.keys()].find(name => sameKey(name) === wanted) ?? head
  const before: Value = entries.get(key) ?? { kind: 'map', entries: new Map(), from: value.from }
  entries.set(key, rest.length === 0 ? value : setPath(before, rest, value, sameKey))
  return { kind: 'map', entries, from: root.from }
}

/** The value at a path, through maps and lists. */
export const getPath = (
  root: Value | undefined,
  path: readonly string[],
  sameKey?: (key: string) => string,
): Value | undefined => {
  let current = root
  for (const key of path) {
    if (current?.kind === 'map') {
      const direct: Value | undefined = current.entries.get(key)
      if (direct !== undefined || sameKey === undefined) current = direct
      else {
        const wanted = sameKey(key)
        current = [...current.entries].find(([name]) => sameKey(name) === wanted)?.[1]
      }
    } else if (current?.kind === 'list' || current?.kind === 'set') current = current.items[Number(key)]
    else return undefined
  }
  return current
}

/** Every leaf with its path; an empty map or list is a leaf. */
export function* leaves(value: Value, path: readonly string[] = []): Generator<readonly [readonly string[], Value]> {
  if (path.length > 100) return
  if (value.kind === 'map' && value.entries.size > 0) {
    for (const [key, child] of value.entries) yield* leaves(child, [...path, key])
  } else if (value.kind === 'list' && value.items.length > 0) {
    for (const [i, child] of value.items.entries()) yield* leaves(child, [...path, String(i)])
  } else yield [path, value]
}

/** The same tree with every scalar replaced. */
export const mapScalars = (value: Value, change: (value: Value) => Value, depth = 0): Value => {
  if (depth > 100) return value
  if (value.kind === 'map') {
    const entries = [...value.entries].map(([key, child]): [string, Value] => [
      key,
      mapScalars(child, change, depth + 1),
    ])
    return { ...value, entries: new Map(entries) }
  }
  if (value.kind === 'list' || value.kind === 'set') {
    return { ...value, items: value.items.map(item => mapScalars(item, change, depth + 1)) }
  }
  return change(value)
}
