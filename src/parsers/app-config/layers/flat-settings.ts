import type { Value } from '../../../model/value.ts'
import { leaves } from './merge.ts'

export interface FlatEntry {
  readonly key: string
  readonly value: Value
}

/**
 * Settings as flat keys (`a.b[0]`), the way Spring, Quarkus and ASP.NET see all their sources.
 * `fold` says which keys are the same; with `replaceLists` a layer that sets any element of a list replaces the whole list.
 */
export class FlatSettings {
  private readonly entries = new Map<string, FlatEntry>()
  private readonly fold: (key: string) => string
  private readonly replaceLists: boolean

  constructor(fold: (key: string) => string, replaceLists: boolean) {
    this.fold = fold
    this.replaceLists = replaceLists
  }

  /** Puts one source over those added before. */
  layer(added: Iterable<FlatEntry>): void {
    const list = [...added]
    if (this.replaceLists) {
      const bases = new Set(list.map(({ key }) => this.fold(listBase(key))))
      for (const [folded, { key }] of this.entries) if (bases.has(this.fold(listBase(key)))) this.entries.delete(folded)
    }
    for (const entry of list) this.entries.set(this.fold(entry.key), entry)
  }

  get(key: string): Value | undefined {
    return this.entries.get(this.fold(key))?.value
  }

  all(): readonly FlatEntry[] {
    return [...this.entries.values()]
  }

  /** `key`, `key[0]`, `key[1]` … (or `key:0`): all that a list-valued setting holds. */
  list(key: string): readonly Value[] {
    const single = this.get(key)
    const items: Value[] = []
    for (let i = 0; i < 1_000; i += 1) {
      const item = this.get(`${key}[${i}]`) ?? this.get(`${key}:${i}`)
      if (item === undefined) break
      items.push(item)
    }
    return items.length === 0 && single !== undefined ? [single] : items
  }
}

const listBase = (key: string): string => key.replace(/\[\d+\].*$/, '')

/** The leaves of a tree under flat keys: `a.b[0].c`, or with `:` between all segments. */
export const flatten = (tree: Value, style: 'dots' | 'colons'): readonly FlatEntry[] =>
  [...leaves(tree)].map(([path, value]) => ({
    key:
      style === 'colons'
        ? path.join(':')
        : path.reduce(
            (key, part) =>
              /^\d+$/.test(part) && key !== '' ? `${key}[${part}]` : key === '' ? part : `${key}.${part}`,
            '',
          ),
    value,
  }))
