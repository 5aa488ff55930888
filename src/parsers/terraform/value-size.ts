import type { HclValue } from '../hcl/value.ts'
import { entriesOf, itemsOf, stringOf } from '../hcl/value-access.ts'

/** How large a value is when it is written out: parts that it has several times count several times. */
export interface ValueSize {
  /** Leaves and containers, and one more for every 32 characters. */
  readonly parts: number
  readonly depth: number
}

/** What a container holds, or a partly known text is made of. */
const childrenOf = (value: HclValue): readonly HclValue[] | ReadonlyMap<string, HclValue> | undefined =>
  value.state === 'unknown' && value.cause.kind === 'template'
    ? value.cause.parts
    : (itemsOf(value) ?? entriesOf(value))

const leaf: ValueSize = { parts: 1, depth: 1 }
const measured = new WeakMap<object, ValueSize>()

/** Costs no more than what was not measured before: values are built out of each other. */
export const sizeOf = (value: HclValue): ValueSize => {
  const text = stringOf(value)
  if (text !== undefined) return text.length < 32 ? leaf : { parts: 1 + Math.floor(text.length / 32), depth: 1 }
  const children = childrenOf(value)
  if (children === undefined) return leaf
  const before = measured.get(children)
  if (before !== undefined) return before
  let parts = 1
  let depth = 0
  for (const child of children.values()) {
    const size = sizeOf(child)
    parts += size.parts
    depth = Math.max(depth, size.depth)
  }
  const size = { parts, depth: depth + 1 }
  measured.set(children, size)
  return size
}
