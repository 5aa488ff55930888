import type { Truth } from '../../model/truth.ts'
import { deepMarks, mergeMarks } from './marks.ts'
import { compareNumbers, toFloat64 } from './number.ts'
import { boolType, conformsTo, hasDynamic, isCollection, sameType } from './type.ts'
import type { HclValue, UnknownValue } from './value.ts'
import { boolOf, derivedCause, entriesOf, findUnknown, itemsOf, numericOf, stringOf } from './value-access.ts'
import { knownBool, notNull, unknownOf } from './value-constructors.ts'

const isNeverNull = (value: HclValue): boolean =>
  value.state === 'known' || (value.state === 'unknown' && value.refinement.notNull === true)

/** Whether what is known about an unknown value allows that it turns out to be the given known value or null. */
const mayBecome = (unknown: UnknownValue, value: HclValue): boolean => {
  const { notNull, prefix, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = unknown.refinement
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = unknown.refinement
  if (value.state === 'null') return notNull !== true
  if (value.state === 'unknown') return true
  const text = stringOf(value)
  if (prefix !== undefined && text !== undefined) return text.startsWith(prefix)
  const number = numericOf(value)
  if (number !== undefined && unknown.type.kind === 'number')
    return toFloat64(number) >= least && toFloat64(number) <= most
  const size = isCollection(value.type) ? (itemsOf(value)?.length ?? entriesOf(value)?.size) : undefined
  if (size === undefined || (value.type.kind === 'set' && findUnknown(value) !== undefined)) return true
  return size >= minLength && size <= maxLength
}

/** Whether the type of everything in the value is known. */
const hasKnownType = (value: HclValue): boolean => {
  if (value.state === 'null') return true
  if (value.state === 'unknown') return value.type.kind !== 'dynamic'
  return [...(itemsOf(value) ?? entriesOf(value)?.values() ?? [])].every(hasKnownType)
}

const equalityInOrder = (pairs: Iterable<readonly [HclValue, HclValue]>): Truth => {
  for (const [one, other] of pairs) {
    const equal = equality(one, other)
    // The first pair that is not known to be equal decides, even if a later one is known to differ.
    if (equal !== 'yes') return equal
  }
  return 'yes'
}

const equalityOfSets = (one: readonly HclValue[], other: readonly HclValue[]): Truth => {
  if ([...one, ...other].some(item => item.state === 'unknown')) return 'undetermined'
  const has = (items: readonly HclValue[], wanted: HclValue) => items.some(item => equality(item, wanted) === 'yes')
  // Both are in the same order, so that equal sets are equal pair by pair.
  const pairwise =
    one.length === other.length && one.every((item, index) => equality(item, other[index] ?? item) === 'yes')
  if (pairwise) return 'yes'
  return one.every(item => has(other, item)) && other.every(item => has(one, item)) ? 'yes' : 'no'
}

/**
 * Terraform's `==`, which never converts: values of different types are not equal, but nulls of any types are.
 * Unknown values are undetermined unless what is known about them rules equality out.
 */
export const equality = (one: HclValue, other: HclValue): Truth => {
  if ((one.state === 'null' && isNeverNull(other)) || (other.state === 'null' && isNeverNull(one))) return 'no'
  if (one.state === 'unknown' || other.state === 'unknown') {
    const [unknown, value] = one.state === 'unknown' ? [one, other] : [other as UnknownValue, one]
    if (value.state === 'unknown') return 'undetermined'
    if (!mayBecome(unknown, value)) return 'no'
    if (value.state === 'null' || hasDynamic(unknown.type)) return 'undetermined'
    return sameType(one.type, other.type) ? 'undetermined' : 'no'
  }
  if (one.state === 'null' || other.state === 'null') return one.state === other.state ? 'yes' : 'no'

  if (!hasKnownType(one) || !hasKnownType(other))
    return conformsTo(one.type, other.type) || conformsTo(other.type, one.type) ? 'undetermined' : 'no'
  if (!sameType(one.type, other.type)) return 'no'

  const [items, otherItems] = [itemsOf(one), itemsOf(other)]
  if (items !== undefined && otherItems !== undefined) {
    if (one.type.kind === 'set') return equalityOfSets(items, otherItems)
    if (items.length !== otherItems.length) return 'no'
    return equalityInOrder(items.map((item, index) => [item, otherItems[index] ?? item]))
  }
  const [entries, otherEntries] = [entriesOf(one), entriesOf(other)]
  if (entries !== undefined && otherEntries !== undefined) {
    if (entries.size !== otherEntries.size || [...entries.keys()].some(key => !otherEntries.has(key))) return 'no'
    return equalityInOrder([...entries].map(([key, item]) => [item, otherEntries.get(key) ?? item]))
  }
  const number = numericOf(one)
  if (number !== undefined) return compareNumbers(number, numericOf(other) ?? Number.NaN) === 0 ? 'yes' : 'no'
  return stringOf(one) === stringOf(other) && boolOf(one) === boolOf(other) ? 'yes' : 'no'
}

/** `one == other` as a value. Marks inside the operands count, unless a null decides. */
export const equals = (one: HclValue, other: HclValue): HclValue => {
  const truth = equality(one, other)
  const marks =
    (one.state === 'null') !== (other.state === 'null')
      ? mergeMarks(one.marks, other.marks)
      : mergeMarks(deepMarks(one), deepMarks(other))
  if (truth !== 'undetermined') return knownBool(truth === 'yes', marks)
  return unknownOf(boolType, derivedCause(findUnknown(one) ?? findUnknown(other)), notNull, marks)
}
