import type { ListValue, Value } from '../../../model/value.ts'
import { getPath } from '../layers/merge.ts'
import { textOf } from '../read-value.ts'

const keysOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))

const inList = (list: ListValue, key: string, change: (item: Value | undefined) => Value | undefined): Value => {
  const at = key === '-' ? list.items.length : Number(key)
  if (!Number.isInteger(at) || at < 0) return list
  const changed = change(list.items[at])
  return {
    ...list,
    items: [...list.items.slice(0, at), ...(changed === undefined ? [] : [changed]), ...list.items.slice(at + 1)],
  }
}

const changeAt = (
  node: Value,
  [key, ...rest]: readonly string[],
  change: (parent: Value, key: string) => Value,
): Value => {
  if (key === undefined) return node
  if (rest.length === 0) return change(node, key)
  const step = (item: Value | undefined): Value | undefined => item && changeAt(item, rest, change)
  if (node.kind === 'list') return inList(node, key, step)
  const child = node.kind === 'map' ? step(node.entries.get(key)) : undefined
  return node.kind === 'map' && child !== undefined
    ? { ...node, entries: new Map([...node.entries, [key, child]]) }
    : node
}

const without = (parent: Value, key: string): Value => {
  if (parent.kind === 'list') return inList(parent, key, () => undefined)
  if (parent.kind !== 'map') return parent
  return { ...parent, entries: new Map([...parent.entries].filter(([name]) => name !== key)) }
}

const set = (parent: Value, key: string, value: Value, isAdded: boolean): Value => {
  if (parent.kind === 'map') return { ...parent, entries: new Map([...parent.entries, [key, value]]) }
  if (parent.kind !== 'list') return parent
  if (!isAdded || key === '-') return inList(parent, key, () => value)
  const at = Number(key)
  return { ...parent, items: [...parent.items.slice(0, at), value, ...parent.items.slice(at)] }
}

/** `add`, `replace` and `remove` of a list of JSON Patch operations (RFC 6902); what has no such place stays as it is. */
export const applyJsonPatch = (object: Value, operations: readonly Value[]): Value =>
  operations.reduce((patched, operation) => {
    const kind = textOf(getPath(operation, ['op']))
    const path = keysOf(textOf(getPath(operation, ['path'])) ?? '')
    const value = getPath(operation, ['value'])
    if (kind === 'remove') return changeAt(patched, path, without)
    if (value === undefined || (kind !== 'add' && kind !== 'replace')) return patched
    return changeAt(patched, path, (parent, key) => set(parent, key, value, kind === 'add'))
  }, object)
