import { mapValues } from '../../model/map-values.ts'
import type { UnknownReason } from '../../model/value.ts'
import { noMarks } from './marks.ts'
import type { Type } from './type.ts'
import { boolType, dynamicType, numberType, stringType } from './type.ts'
import type { HclNumber, HclValue, KnownValue, Marks, Refinement, UnknownCause, UnknownValue } from './value.ts'

export const noRefinement: Refinement = {}
export const notNull: Refinement = { notNull: true }

/** Only ASCII is sure to be in normal form C already. */
const asciiOnly = /^[\x00-\x7f]*$/

/** Terraform's strings are in Unicode normal form C, always. Unpaired surrogates become U+FFFD. */
export const normalizeString = (text: string): string =>
  asciiOnly.test(text) ? text : text.replace(/\p{Surrogate}/gu, '\ufffd').normalize('NFC')

export const knownString = (text: string, marks: Marks = noMarks): KnownValue => ({
  state: 'known',
  type: stringType,
  marks,
  data: normalizeString(text),
})

export const knownNumber = (value: HclNumber, marks: Marks = noMarks): KnownValue => ({
  state: 'known',
  type: numberType,
  marks,
  data: value,
})

export const knownBool = (value: boolean, marks: Marks = noMarks): KnownValue => ({
  state: 'known',
  type: boolType,
  marks,
  data: value,
})

/** Elements must have the element type already. */
export const listOf = (element: Type, items: readonly HclValue[], marks: Marks = noMarks): KnownValue => ({
  state: 'known',
  type: { kind: 'list', element },
  marks,
  data: items,
})

export const tupleOf = (items: readonly HclValue[], marks: Marks = noMarks): KnownValue => ({
  state: 'known',
  type: { kind: 'tuple', elements: items.map(item => item.type) },
  marks,
  data: items,
})

/** Bytewise order of UTF-8: that of code points, which differs from JavaScript's where there are surrogates. */
export const compareText = (one: string, other: string): number => {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index += 1) {
    const first = one.charCodeAt(index)
    const second = other.charCodeAt(index)
    if (first === second) continue
    const isHighFirst = first >= 0xd800 && first <= 0xdfff
    const isHighSecond = second >= 0xd800 && second <= 0xdfff
    if (isHighFirst !== isHighSecond) return isHighFirst ? 1 : -1
    return first < second ? -1 : 1
  }
  return one.length === other.length ? 0 : one.length < other.length ? -1 : 1
}

/** A map with its keys in Terraform's order; of equal keys the last one counts. */
export const sortedEntries = <V>(entries: Iterable<readonly [string, V]>): ReadonlyMap<string, V> => {
  const map = new Map(entries)
  let previous: string | undefined
  for (const key of map.keys()) {
    if (previous !== undefined && compareText(previous, key) > 0)
      return new Map([...map].sort(([one], [other]) => compareText(one, other)))
    previous = key
  }
  return map
}

/** Values must have the element type already. */
export const mapOf = (
  element: Type,
  entries: Iterable<readonly [string, HclValue]>,
  marks: Marks = noMarks,
): KnownValue => ({ state: 'known', type: { kind: 'map', element }, marks, data: sortedEntries(entries) })

export const objectOf = (entries: Iterable<readonly [string, HclValue]>, marks: Marks = noMarks): KnownValue => {
  const data = sortedEntries(entries)
  const attributes = mapValues(data, ({ type }) => type)
  return { state: 'known', type: { kind: 'object', attributes }, marks, data }
}

export const nullOf = (type: Type = dynamicType, marks: Marks = noMarks): HclValue => ({ state: 'null', type, marks })

export const unknownOf = (
  type: Type,
  cause: UnknownCause,
  refinement: Refinement = noRefinement,
  marks: Marks = noMarks,
): UnknownValue => ({ state: 'unknown', type, marks, refinement, cause })

/** An unknown for a plain reason. */
export const unknownBecause = (type: Type, why: UnknownReason, refinement?: Refinement, marks?: Marks): UnknownValue =>
  unknownOf(type, { kind: 'reason', why }, refinement, marks)
