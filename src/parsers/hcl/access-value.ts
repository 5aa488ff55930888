import type { SourceLocation } from '../../model/source-location.ts'
import { ConversionError, convert } from './convert.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import { mergeMarks, withMarksOfCollection, withoutSensitive } from './marks.ts'
import { isNegative, isWhole } from './number.ts'
import { printNumber } from './number-text.ts'
import type { Type } from './type.ts'
import { dynamicType, numberType, stringType } from './type.ts'
import { typeName } from './type-name.ts'
import type { HclValue, Marks, UnknownCause } from './value.ts'
import { derivedCause, entriesOf, itemsOf, numericOf, stringOf } from './value-access.ts'
import { unknownOf } from './value-constructors.ts'

/** The cause of a part of an unknown: of something that is decided at deployment it is the attribute below. */
const partCause = (value: HclValue, step: string): UnknownCause => {
  if (value.state !== 'unknown') return derivedCause(undefined)
  const { cause } = value
  return cause.kind === 'reference'
    ? { kind: 'reference', to: cause.to, attribute: [...cause.attribute, step] }
    : derivedCause(value)
}

const partOf = (value: HclValue, step: string, type: Type, marks: Marks): HclValue =>
  unknownOf(type, partCause(value, step), {}, marks)

/** `value.name` */
export const getAttribute = (value: HclValue, name: string, at: SourceLocation): HclValue => {
  const { type, marks } = value
  const unsupported = (detail: string) => new EvaluationFailure('Unsupported attribute', detail, at)
  if (value.state === 'null')
    throw new EvaluationFailure(
      'Attempt to get attribute from null value',
      'This value is null, so it does not have any attributes.',
      at,
    )
  switch (type.kind) {
    case 'dynamic':
      return partOf(value, name, dynamicType, marks)
    case 'object': {
      if (value.state === 'known') {
        const found = entriesOf(value)?.get(name)
        if (found !== undefined) return withMarksOfCollection(found, marks)
      } else {
        const attribute = type.attributes.get(name)
        if (attribute !== undefined) return partOf(value, name, attribute, marks)
      }
      throw unsupported(`This object does not have an attribute named "${name}".`)
    }
    case 'map': {
      if (value.state === 'unknown') return partOf(value, name, type.element, marks)
      const found = entriesOf(value)?.get(name)
      if (found !== undefined) return withMarksOfCollection(found, marks)
      throw new EvaluationFailure(
        'Missing map element',
        `This map does not have an element with the key "${name}".`,
        at,
      )
    }
    case 'string':
    case 'number':
    case 'bool':
      throw unsupported(`Can't access attributes on a primitive-typed value (${type.kind}).`)
    case 'list':
    case 'set':
      if (type.element.kind === 'object')
        throw unsupported(
          `Can't access attributes on a ${typeName(type)}. Did you mean to access attribute "${name}" for a specific element of the ${type.kind}, or across all elements of the ${type.kind}?`,
        )
  }
  throw unsupported('This value does not have any attributes.')
}

const notFound = 'The given key does not identify an element in this collection value'

const invalidIndex = (detail: string, at: SourceLocation) => new EvaluationFailure('Invalid index', detail, at)

const keyAs = (key: HclValue, type: Type, at: SourceLocation): HclValue => {
  try {
    return convert(key, type)
  } catch (error) {
    if (error instanceof ConversionError) throw invalidIndex(`${notFound}: ${error.message}.`, at)
    throw error
  }
}

/** `value[key]` */
export const getIndex = (value: HclValue, key: HclValue, at: SourceLocation): HclValue => {
  const { type } = value
  const marks = mergeMarks(value.marks, key.marks)
  if (value.state === 'null')
    throw new EvaluationFailure(
      'Attempt to index null value',
      'This value is null, so it does not have any indices.',
      at,
    )
  if (key.state === 'null') throw invalidIndex("Can't use a null value as an indexing key.", at)
  if (key.type.kind === 'dynamic') return unknownOf(dynamicType, derivedCause(asUnknown(key)), {}, marks)
  switch (type.kind) {
    case 'dynamic':
      return partOf(value, keyText(key), dynamicType, marks)
    case 'list':
    case 'tuple':
      return getItem(value, keyAs(key, numberType, at), marks, at)
    case 'map': {
      const name = keyAs(key, stringType, at)
      if (name.state === 'unknown') return unknownOf(type.element, derivedCause(name), {}, marks)
      if (value.state === 'unknown') return partOf(value, stringOf(name) ?? '', type.element, marks)
      const found = entriesOf(value)?.get(stringOf(name) ?? '')
      if (found === undefined) throw invalidIndex(`${notFound}.`, at)
      return withMarksOfCollection(found, marks)
    }
    case 'object':
      return getNamed(value, key, at)
    case 'set':
      throw invalidIndex(
        "Elements of a set are identified only by their value and don't have any separate index or key to select with, so it's only possible to perform operations across all elements of the set.",
        at,
      )
    default:
      throw invalidIndex('This value does not have any indices.', at)
  }
}

const asUnknown = (value: HclValue) => (value.state === 'unknown' ? value : undefined)

const keyText = (key: HclValue): string => {
  const number = numericOf(key)
  return stringOf(key) ?? (number === undefined ? '?' : printNumber(number))
}

const getItem = (value: HclValue, key: HclValue, marks: Marks, at: SourceLocation): HclValue => {
  const { type } = value
  const element = type.kind === 'list' ? type.element : dynamicType
  if (key.state === 'unknown') return unknownOf(element, derivedCause(key), {}, marks)
  const number = numericOf(key) ?? 0
  const index = typeof number === 'number' ? number : -1
  if (value.state === 'unknown') {
    const inTuple = type.kind === 'tuple' ? type.elements[index] : undefined
    if (inTuple !== undefined) return partOf(value, String(index), inTuple, marks)
    if (type.kind !== 'tuple') return partOf(value, keyText(key), element, marks)
  }
  const items = itemsOf(value)
  const found = items?.[index]
  if (found !== undefined && index >= 0) return withMarksOfCollection(found, marks)
  if (!isWhole(number))
    throw invalidIndex(
      `${notFound}: indexing a sequence requires a whole number, but the given index${key.marks.sensitive ? '' : ` (${printNumber(number)})`} has a fractional part.`,
      at,
    )
  if (isNegative(number)) throw invalidIndex(`${notFound}: a negative number is not a valid index for a sequence.`, at)
  throw invalidIndex(
    items?.length === 0
      ? `${notFound}: the collection has no elements.`
      : `${notFound}: the given index is greater than or equal to the length of the collection.`,
    at,
  )
}

/** Of an object; that the key is sensitive does not make the attribute so. */
const getNamed = (value: HclValue, key: HclValue, at: SourceLocation): HclValue => {
  const marks = mergeMarks(value.marks, withoutSensitive(key.marks))
  const name = keyAs(key, stringType, at)
  if (name.state === 'unknown') return unknownOf(dynamicType, derivedCause(name), {}, marks)
  const text = stringOf(name) ?? ''
  if (value.state === 'unknown') {
    const attribute = value.type.kind === 'object' ? value.type.attributes.get(text) : undefined
    if (attribute !== undefined) return partOf(value, text, attribute, marks)
  }
  const found = entriesOf(value)?.get(text)
  if (found !== undefined) return withMarksOfCollection(found, marks)
  const hint =
    key.type.kind === 'number' ? ' An object only supports looking up attributes by name, not by numeric index.' : ''
  throw invalidIndex(`${notFound}.${hint}`, at)
}
