import type { SourceLocation } from '../../../model/source-location.ts'
import { entryOf, type MapEntry, type MapNode, type TemplateNode } from '../template-node.ts'

/** Plain data with nodes of the template in it. `undefined` members are left out. */
export type Written =
  | string
  | boolean
  | TemplateNode
  | undefined
  | readonly Written[]
  | { readonly [key: string]: Written }

const isNode = (written: object): written is TemplateNode => 'kind' in written && 'at' in written

/** A piece of template that a transform writes: what it makes itself stands at the place that it was made for. */
export const build = (written: Exclude<Written, undefined>, at: SourceLocation): TemplateNode => {
  if (typeof written !== 'object') return { kind: 'scalar', value: written, text: String(written), at }
  if (Array.isArray(written)) {
    const items = written.flatMap((item: Written) => (item === undefined ? [] : [build(item, at)]))
    return { kind: 'list', items, at }
  }
  if (isNode(written)) return written
  const entries = Object.entries(written).flatMap(([key, value]): [string, MapEntry][] =>
    value === undefined ? [] : [[key, { key: at, node: build(value, at) }]],
  )
  return { kind: 'map', entries: new Map(entries), at }
}

/** The entries of a map except some. */
export const without = (map: TemplateNode | undefined, names: readonly string[]): Record<string, TemplateNode> =>
  map?.kind === 'map'
    ? Object.fromEntries([...map.entries].flatMap(([key, { node }]) => (names.includes(key) ? [] : [[key, node]])))
    : {}

/** Globals below a resource's own properties: maps merge, lists are appended, everything else is replaced. */
export const mergeGlobals = (
  globals: TemplateNode | undefined,
  own: TemplateNode | undefined,
): TemplateNode | undefined => {
  if (globals === undefined || own === undefined) return own ?? globals
  if (globals.kind === 'list' && own.kind === 'list') return { ...own, items: [...globals.items, ...own.items] }
  if (!isPlainMap(globals) || !isPlainMap(own)) return own
  const entries = new Map(globals.entries)
  for (const [key, entry] of own.entries) {
    const node = mergeGlobals(entryOf(globals, key), entry.node) ?? entry.node
    entries.set(key, { key: entry.key, node })
  }
  return { kind: 'map', entries, at: own.at }
}

/** A map that is no function: only those have members that a transform can look at. */
export const isPlainMap = (node: TemplateNode | undefined): node is MapNode =>
  node?.kind === 'map' && ![...node.entries.keys()].some(key => key === 'Ref' || key.startsWith('Fn::'))

/** Letters and digits of a text, for logical ids. */
export const alphanumeric = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '')
