import { noMarks } from '../hcl/marks.ts'
import type { Type } from '../hcl/type.ts'
import type { HclValue, KnownValue, Marks } from '../hcl/value.ts'
import { compareText, objectOf, tupleOf } from '../hcl/value-constructors.ts'

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

/**
 * The value with its on-demand objects replaced by plain ones that have the attributes that a type asks for. What goes through an object's
 * attributes, as filling in defaults does, would otherwise miss those that nobody has asked for yet.
 */
export const settle = (value: HclValue, type: Type): HclValue => {
  if (value.state !== 'known') return value
  const { data } = value
  if (type.kind === 'object' && data instanceof LazyMap) {
    const entries = [...type.attributes].flatMap(([name, wanted]) => {
      const found = data.get(name) as HclValue | undefined
      return found === undefined ? [] : [[name, settle(found, wanted)] as const]
    })
    return objectOf(entries, value.marks)
  }
  const inside = (name: string): Type | undefined =>
    type.kind === 'object' ? type.attributes.get(name) : 'element' in type ? type.element : undefined
  if (data instanceof Map && !(data instanceof LazyMap)) {
    const entries = [...(data as ReadonlyMap<string, HclValue>)].map(([name, item]) => {
      const wanted = inside(name)
      return [name, wanted === undefined ? item : settle(item, wanted)] as const
    })
    return entries.every(([name, item]) => item === data.get(name)) ? value : objectOf(entries, value.marks)
  }
  if (!Array.isArray(data) || !('element' in type)) return value
  const items = (data as readonly HclValue[]).map(item => settle(item, type.element))
  return items.every((item, index) => item === data[index]) ? value : tupleOf(items, value.marks)
}
