import type { Value } from './value.ts'
import { sameAddress } from './value.ts'

export type Comparison = 'same' | 'different' | 'undetermined'

const combine = (comparisons: Iterable<Comparison>): Comparison => {
  let result: Comparison = 'same'
  for (const comparison of comparisons) {
    if (comparison === 'different') return 'different'
    if (comparison === 'undetermined') result = 'undetermined'
  }
  return result
}

/** The known text at the start of a value, and whether that is all of it. */
const knownPrefix = (value: Value): { text: string; whole: boolean } => {
  if (value.kind === 'known') return { text: String(value.value), whole: true }
  if (value.kind !== 'template') return { text: '', whole: false }
  const first = value.parts[0]
  return { text: first?.kind === 'known' ? String(first.value) : '', whole: false }
}

/**
 * Whether two values of the same environment are equal. Text that is only partly known can still be different (another known prefix);
 * equal references are the same although neither is known. Scalars compare with their type; call sites that want CloudFormation's
 * loose comparison convert first.
 */
export const compareValues = (one: Value, other: Value): Comparison => {
  if (one.kind === 'known' && other.kind === 'known') return one.value === other.value ? 'same' : 'different'
  if (one.kind === 'reference' && other.kind === 'reference')
    return sameAddress(one.to, other.to) && one.attribute.join('.') === other.attribute.join('.')
      ? 'same'
      : 'undetermined'
  if (one.kind === 'map' && other.kind === 'map') {
    if (one.entries.size !== other.entries.size) return 'different'
    return combine(
      [...one.entries].map(([key, value]) => {
        const twin = other.entries.get(key)
        return twin === undefined ? 'different' : compareValues(value, twin)
      }),
    )
  }
  if ((one.kind === 'list' || one.kind === 'set') && (other.kind === 'list' || other.kind === 'set')) {
    if (one.items.length !== other.items.length) return 'different'
    return combine(one.items.map((item, index) => compareValues(item, other.items[index] as Value)))
  }
  if (one.kind === 'template' && other.kind === 'template' && one.parts.length === other.parts.length) {
    const parts = one.parts.map((part, index) => compareValues(part, other.parts[index] as Value))
    if (parts.every(part => part === 'same')) return 'same'
  }
  if ((one.kind === 'known' || one.kind === 'template') && (other.kind === 'known' || other.kind === 'template')) {
    const [first, second] = [knownPrefix(one), knownPrefix(other)]
    const length = Math.min(first.text.length, second.text.length)
    if (first.text.slice(0, length) !== second.text.slice(0, length)) return 'different'
    if (
      (first.whole && first.text.length < second.text.length) ||
      (second.whole && second.text.length < first.text.length)
    )
      return 'different'
    return 'undetermined'
  }
  if (one.kind === 'unknown' || other.kind === 'unknown' || one.kind === 'reference' || other.kind === 'reference')
    return 'undetermined'
  return 'different'
}
