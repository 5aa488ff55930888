import { equality } from './equals.ts'
import { goQuote } from './go-quote.ts'
import { mergeMarks, noMarks, withMarks, withoutSensitive } from './marks.ts'
import { compareNumbers, isNegative } from './number.ts'
import { roundDecimal, toDecimal } from './number-text.ts'
import type { Type } from './type.ts'
import { setType } from './type.ts'
import type { HclNumber, HclValue, KnownValue, Marks } from './value.ts'
import { boolOf, entriesOf, itemsOf, numericOf, stringOf } from './value-access.ts'
import { compareText } from './value-constructors.ts'

/** Ten significant digits, in the shorter of the two notations: what Terraform orders numbers inside objects by. */
const orderText = (value: HclNumber): string => {
  const exact = toDecimal(value)
  const sign = isNegative(value) ? '-' : ''
  if (exact === undefined) return sign === '-' ? '-Inf' : '+Inf'
  const { digits, point } = (exact.digits.length > 10 ? roundDecimal(value, 10 - exact.point) : exact) ?? exact
  if (digits === '') return `${sign}0`
  const exponent = point - 1
  if (exponent < -4 || exponent >= 10) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
    const size = String(Math.abs(exponent)).padStart(2, '0')
    return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${size}`
  }
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length)
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** A text that values which are equal have in common, and that Terraform orders non-primitive set elements by. */
const orderKey = (value: HclValue): string => {
  if (value.state === 'unknown') return '?'
  if (value.state === 'null') return '~'
  const { type, data } = value
  if (type.kind === 'bool') return data === true ? 'T' : 'F'
  if (type.kind === 'string') return goQuote(stringOf(value) ?? '')
  const entries = entriesOf(value)
  if (entries !== undefined) {
    const isMap = type.kind === 'map'
    const parts = [...entries].map(([key, item]) => `${isMap ? `${goQuote(key)}:` : ''}${orderKey(item)};`)
    return isMap ? `{${parts.join('')}}` : `<${parts.join('')}>`
  }
  const items = itemsOf(value)
  if (items === undefined) return orderText(numericOf(value) ?? 0)
  const parts = items.map(item => `${orderKey(item)};`).join('')
  return type.kind === 'tuple' ? `<${parts}>` : `[${parts}]`
}

const rank = (value: HclValue): number => (value.state === 'known' ? 0 : value.state === 'unknown' ? 1 : 2)

const compareElements = (
  one: HclValue,
  other: HclValue,
  element: Type,
  keys: ReadonlyMap<HclValue, string>,
): number => {
  const ranks = rank(one) - rank(other)
  if (ranks !== 0 || one.state !== 'known') return ranks
  if (element.kind === 'string') return compareText(stringOf(one) ?? '', stringOf(other) ?? '')
  if (element.kind === 'bool') return Number(boolOf(one)) - Number(boolOf(other))
  if (element.kind === 'number') return compareNumbers(numericOf(one) ?? 0, numericOf(other) ?? 0)
  return compareText(keys.get(one) ?? '', keys.get(other) ?? '')
}

/** The items without those that are known to equal an earlier one. `keys` takes what they are ordered by. */
export const withoutRepeats = (
  items: readonly HclValue[],
  keys: Map<HclValue, string> = new Map(),
): readonly HclValue[] => {
  const kept: HclValue[] = []
  const buckets = new Map<string, number[]>()
  for (const item of items) {
    const key = orderKey(item)
    const bucket = buckets.get(key) ?? []
    buckets.set(key, bucket)
    const place =
      item.state === 'unknown' ? undefined : bucket.find(index => equality(kept[index] ?? item, item) === 'yes')
    if (place === undefined) bucket.push(kept.push(item) - 1)
    else kept[place] = withMarks(kept[place] ?? item, withoutSensitive(item.marks))
    keys.set(kept[place ?? kept.length - 1] ?? item, key)
  }
  return kept
}

/** A set's element cannot be sensitive on its own: the whole set is. */
const unwrap = (item: HclValue): HclValue => {
  const marks = withoutSensitive(item.marks)
  if (item.state !== 'known') return marks === item.marks ? item : { ...item, marks }
  const items = itemsOf(item)
  const entries = entriesOf(item)
  if (items !== undefined) {
    const inner = items.map(unwrap)
    return marks === item.marks && inner.every((value, index) => value === items[index])
      ? item
      : { ...item, marks, data: inner }
  }
  if (entries !== undefined) {
    const inner = [...entries].map(([key, value]) => [key, unwrap(value)] as const)
    return marks === item.marks && inner.every(([key, value]) => value === entries.get(key))
      ? item
      : { ...item, marks, data: new Map(inner) }
  }
  return marks === item.marks ? item : { ...item, marks }
}

/** A set of elements that have the element type already: without repeats, in the order in which Terraform walks it. */
export const setOf = (element: Type, given: readonly HclValue[], marks: Marks = noMarks): KnownValue => {
  const bare = given.map(unwrap)
  const isSensitive = bare.some((item, index) => item !== given[index])
  const keys = new Map<HclValue, string>()
  const items = [...withoutRepeats(bare, keys)].sort((one, other) => compareElements(one, other, element, keys))
  return {
    state: 'known',
    type: setType(element),
    marks: isSensitive ? mergeMarks(marks, { sensitive: true, origins: [], trail: undefined }) : marks,
    data: items,
  }
}
