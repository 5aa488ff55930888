import { parseNumber, printNumber } from './number-text.ts'
import { setOf } from './set.ts'
import type { CollectionType, ObjectType, TupleType, Type } from './type.ts'
import { dynamicType, isCollection, isPrimitive, sameType, withoutOptional } from './type.ts'
import { typeName } from './type-name.ts'
import { unify } from './unify.ts'
import { resolveDynamic, unknownAs } from './unknown-conversion.ts'
import type { HclValue } from './value.ts'
import { boolOf, entriesOf, itemsOf, numericOf, stringOf } from './value-access.ts'
import { knownBool, knownNumber, knownString, listOf, mapOf, nullOf, objectOf, tupleOf } from './value-constructors.ts'

/**
 * A value does not fit a type. `path` leads to the part that does not, in the value that was to be converted.
 * No Error: many are thrown and caught, and nobody looks at where they were made.
 */
export class ConversionError {
  readonly message: string
  readonly path: readonly (string | number)[]

  constructor(message: string, path: readonly (string | number)[] = []) {
    this.message = message
    this.path = path
  }
}

export type Conversion = (value: HclValue) => HclValue

const within = (step: string | number, convert: () => HclValue): HclValue => {
  try {
    return convert()
  } catch (error) {
    if (error instanceof ConversionError) throw new ConversionError(error.message, [step, ...error.path])
    throw error
  }
}

const stringToBool = (text: string): boolean => {
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  const lower = text.toLowerCase()
  throw new ConversionError(
    lower === 'true' || lower === 'false'
      ? `a bool is required; to convert from string, use lowercase "${lower}"`
      : 'a bool is required',
  )
}

const primitiveConversion = (from: Type, to: Type, unsafe: boolean): Conversion | undefined => {
  if (to.kind === 'string' && from.kind === 'number')
    return value => knownString(printNumber(numericOf(value) ?? 0), value.marks)
  if (to.kind === 'string' && from.kind === 'bool') return value => knownString(String(boolOf(value)), value.marks)
  if (from.kind !== 'string' || !unsafe) return undefined
  if (to.kind === 'bool') return value => knownBool(stringToBool(stringOf(value) ?? ''), value.marks)
  if (to.kind !== 'number') return undefined
  return value => {
    const number = parseNumber(stringOf(value) ?? '')
    if (number === undefined) throw new ConversionError('a number is required')
    return knownNumber(number, value.marks)
  }
}

const identity: Conversion = value => value

const unlessSame = (from: Type, to: Type, unsafe: boolean): Conversion | undefined =>
  sameType(from, withoutOptional(to)) ? identity : conversionBetween(from, to, unsafe)

const convertItems = (value: HclValue, conversions: (index: number) => Conversion): readonly HclValue[] =>
  (itemsOf(value) ?? []).map((item, index) => within(index, () => conversions(index)(item)))

/** Elements of one type: conversion to a constraint with `any` inside may have left them with several. */
const unified = (items: readonly HclValue[], unsafe: boolean): { items: readonly HclValue[]; element: Type } => {
  const element = unify(
    items.map(item => item.type),
    unsafe,
  )
  if (element === undefined) throw new ConversionError('cannot find a common base type for all elements')
  return {
    element,
    items: items.map((item, index) => within(index, () => (unlessSame(item.type, element, unsafe) ?? identity)(item))),
  }
}

/** A list or set of converted items; an empty one has the wanted element type, or the given one where any is fine. */
const collectionOf = (
  to: CollectionType,
  items: readonly HclValue[],
  whenEmpty: Type,
  value: HclValue,
  unsafe: boolean,
): HclValue => {
  const wanted = to.element.kind === 'dynamic' ? whenEmpty : withoutOptional(to.element)
  if (items.length === 0) return to.kind === 'set' ? setOf(wanted, [], value.marks) : listOf(wanted, [], value.marks)
  const same = unified(items, unsafe)
  return to.kind === 'set'
    ? setOf(same.element, same.items, value.marks)
    : listOf(same.element, same.items, value.marks)
}

const elementsToCollection = (from: CollectionType, to: CollectionType, unsafe: boolean): Conversion | undefined => {
  if (to.kind === 'set' && from.kind === 'list' && !unsafe) return undefined
  const element = unlessSame(from.element, to.element, unsafe)
  if (element === undefined) return undefined
  return value => {
    // How many elements a set with unknown members has is not known; a list of them would have to know.
    if (from.kind === 'set' && to.kind === 'list' && (itemsOf(value)?.length ?? 0) > 1) {
      const unknown = unknownAs(value, { kind: 'list', element: from.element })
      if (unknown !== undefined) return unknown
    }
    return collectionOf(
      to,
      convertItems(value, () => element),
      from.element,
      value,
      unsafe,
    )
  }
}

/** The type for the elements: as wanted, or where any is fine the one that all can be converted to. */
const elementFor = (types: readonly Type[], to: CollectionType, unsafe: boolean): Type | undefined => {
  if (to.element.kind !== 'dynamic') return to.element
  const element = unify(types, unsafe)
  if (element?.kind !== 'dynamic' || to.kind === 'map') return element
  return types.every(type => type.kind === 'dynamic') ? element : undefined
}

const tupleToCollection = (from: TupleType, to: CollectionType, unsafe: boolean): Conversion | undefined => {
  if (from.elements.length === 0) return value => collectionOf(to, [], dynamicType, value, unsafe)
  const element = elementFor(from.elements, to, unsafe)
  if (element === undefined) return undefined
  const conversions = from.elements.map(type => unlessSame(type, element, unsafe))
  if (conversions.includes(undefined)) return undefined
  return value =>
    collectionOf(
      to,
      convertItems(value, index => conversions[index] ?? identity),
      element,
      value,
      unsafe,
    )
}

const toMap = (
  value: HclValue,
  to: CollectionType,
  conversionFor: (name: string) => Conversion,
  whenEmpty: Type,
  unsafe: boolean,
): HclValue => {
  const entries = [...(entriesOf(value) ?? [])].map(
    ([name, item]) => [name, within(name, () => conversionFor(name)(item))] as const,
  )
  if (entries.length === 0)
    return mapOf(to.element.kind === 'dynamic' ? whenEmpty : withoutOptional(to.element), [], value.marks)
  const same = unified(
    entries.map(([, item]) => item),
    unsafe,
  )
  return mapOf(
    same.element,
    entries.map(([name, item], index) => [name, same.items[index] ?? item]),
    value.marks,
  )
}

const objectToMap = (from: ObjectType, to: CollectionType, unsafe: boolean): Conversion | undefined => {
  if (from.attributes.size === 0) return value => toMap(value, to, () => identity, dynamicType, unsafe)
  const element = elementFor([...from.attributes.values()], to, unsafe)
  if (element === undefined) return undefined
  const conversions = new Map<string, Conversion>()
  for (const [name, type] of from.attributes) {
    const conversion = unlessSame(type, element, unsafe)
    if (conversion === undefined) return undefined
    conversions.set(name, conversion)
  }
  return value => toMap(value, to, name => conversions.get(name) ?? identity, element, unsafe)
}

const mapToObject = (from: CollectionType, to: ObjectType, unsafe: boolean): Conversion | undefined => {
  if (!unsafe) return undefined
  const conversions = new Map<string, Conversion>()
  for (const [name, type] of to.attributes) {
    const conversion = unlessSame(from.element, type, unsafe)
    if (conversion !== undefined) conversions.set(name, conversion)
    else if (!to.optional?.has(name)) return undefined
  }
  return value => {
    const entries = entriesOf(value) ?? new Map<string, HclValue>()
    return objectOf(
      [...to.attributes].map(([name, type]) => {
        const item = entries.get(name)
        if (item === undefined) {
          if (to.optional?.has(name)) return [name, nullOf(withoutOptional(type))]
          throw new ConversionError(`map has no element for required attribute "${name}"`)
        }
        const conversion = conversions.get(name)
        if (conversion === undefined)
          throw new ConversionError(
            `map element type is incompatible with attribute "${name}": cannot convert ${typeName(from.element)} to ${typeName(type)}`,
          )
        return [name, within(name, () => conversion(item))]
      }),
      value.marks,
    )
  }
}

const objectToObject = (from: ObjectType, to: ObjectType, unsafe: boolean): Conversion | undefined => {
  const conversions = new Map<string, Conversion>()
  for (const [name, type] of to.attributes) {
    const given = from.attributes.get(name)
    if (given === undefined && to.optional?.has(name)) continue
    const conversion = given && unlessSame(given, type, unsafe)
    if (conversion === undefined) return undefined
    conversions.set(name, conversion)
  }
  return value => {
    const entries = entriesOf(value)
    return objectOf(
      [...to.attributes].map(([name, type]) => {
        const item = entries?.get(name)
        const conversion = conversions.get(name)
        if (item === undefined || conversion === undefined) return [name, nullOf(withoutOptional(type))]
        return [name, within(name, () => conversion(item))]
      }),
      value.marks,
    )
  }
}

const tupleToTuple = (from: TupleType, to: TupleType, unsafe: boolean): Conversion | undefined => {
  if (from.elements.length !== to.elements.length) return undefined
  const conversions = from.elements.map((type, index) => unlessSame(type, to.elements[index] ?? dynamicType, unsafe))
  if (conversions.includes(undefined)) return undefined
  return value =>
    tupleOf(
      convertItems(value, index => conversions[index] ?? identity),
      value.marks,
    )
}

const conversionOfKnown = (from: Type, to: Type, unsafe: boolean): Conversion | undefined => {
  if (from.kind === 'dynamic')
    return unsafe
      ? value => {
          const conversion = unlessSame(value.type, to, true)
          if (conversion === undefined) throw new ConversionError(`cannot convert ${typeName(value.type)}`)
          return conversion(value)
        }
      : undefined
  if (isPrimitive(from) && isPrimitive(to)) return primitiveConversion(from, to, unsafe)
  if (to.kind === 'object') {
    if (from.kind === 'object') return objectToObject(from, to, unsafe)
    return from.kind === 'map' ? mapToObject(from, to, unsafe) : undefined
  }
  if (to.kind === 'tuple') return from.kind === 'tuple' ? tupleToTuple(from, to, unsafe) : undefined
  if (to.kind === 'map') {
    if (from.kind === 'object') return objectToMap(from, to, unsafe)
    const element = from.kind === 'map' ? unlessSame(from.element, to.element, unsafe) : undefined
    if (from.kind !== 'map' || element === undefined) return undefined
    return value => toMap(value, to, () => element, from.element, false)
  }
  if (!isCollection(to)) return undefined
  if (from.kind === 'tuple') return tupleToCollection(from, to, unsafe)
  return from.kind === 'list' || from.kind === 'set' ? elementsToCollection(from, to, unsafe) : undefined
}

/**
 * How values of one type become values of another, or `undefined` where they cannot. Unsafe conversions may fail for some values;
 * they throw a ConversionError then. Unknown values and nulls pass, with the wanted type.
 */
export const conversionBetween = (from: Type, to: Type, unsafe: boolean): Conversion | undefined => {
  if (to.kind === 'dynamic') return identity
  const convert = conversionOfKnown(from, to, unsafe)
  if (convert === undefined) return undefined
  return value => {
    if (value.state === 'known') return convert(value)
    const type = resolveDynamic(value.type, withoutOptional(to))
    return value.state === 'null' ? nullOf(type, value.marks) : (unknownAs(value, type) ?? value)
  }
}

export const canConvert = (from: Type, to: Type, unsafe: boolean): boolean => unlessSame(from, to, unsafe) !== undefined
