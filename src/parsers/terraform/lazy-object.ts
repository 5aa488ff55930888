import { noMarks } from '../hcl/marks.ts'
import type { Type } from '../hcl/type.ts'
import type { HclValue, KnownValue, Marks } from '../hcl/value.ts'
import { compareText } from '../hcl/value-constructors.ts'

/** A map whose values are worked out when they are asked for, and then kept. */
class LazyMap<V> extends Map<string, V> {
  private readonly names: readonly string[]
  private readonly load: (name: string) => V | undefined

  constructor(names: readonly string[], load: (name: string) => V | undefined) {
    super()
    this.names = names
    this.load = load
  }

  override get(name: string): V | undefined {
    const present = super.get(name)
    if (present !== undefined) return present
    const value = this.load(name)
    if (value !== undefined) super.set(name, value)
    return value
  }
  override has(name: string): boolean {
    return this.get(name) !== undefined
  }
  override get size(): number {
    return this.names.length
  }
  override keys(): MapIterator<string> {
    return this.names.values()
  }
  override *entries(): MapIterator<[string, V]> {
    for (const name of this.names) {
      const value = this.get(name)
      if (value !== undefined) yield [name, value]
    }
  }
  override *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value
  }
  override [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries()
  }
  override forEach(visit: (value: V, key: string, map: Map<string, V>) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this)
  }
}

/**
 * An object whose attributes are evaluated on demand. `names` are those that it shows when somebody goes through it; `load` may know more:
 * a resource has every attribute of its type, of which only the configured ones are known by name.
 */
export const lazyObject = (
  names: Iterable<string>,
  load: (name: string) => HclValue | undefined,
  marks: Marks = noMarks,
): KnownValue => {
  const sorted = [...new Set(names)].sort(compareText)
  const data = new LazyMap(sorted, load)
  const attributes = new LazyMap<Type>(sorted, name => data.get(name)?.type)
  return { state: 'known', type: { kind: 'object', attributes }, marks, data }
}
