import { convertItems, elementsToCollection, objectToMap, toMap, tupleToCollection } from './collection-conversion.ts'
import { parseNumber, printNumber } from './number-text.ts'
import type { CollectionType, ObjectType, TupleType, Type } from './type.ts'
import { dynamicType, isCollection, isPrimitive, withoutOptional } from './type.ts'
import { typeName } from './type-name.ts'
import { resolveDynamic, unknownAs } from './unknown-conversion.ts'
import type { HclValue } from './value.ts'
import { boolOf, entriesOf, numericOf, stringOf } from './value-access.ts'
import { knownBool, knownNumber, knownString, nullOf, objectOf, tupleOf } from './value-constructors.ts'

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

export const within = (step: string | number, convert: () => HclValue): HclValue => {
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

export const identity: Conversion = value => value

const isIdentity = (conversion: Conversion | undefined): boolean => conversion === identity

const mapToObject = (from: CollectionType, to: ObjectType, unsafe: boolean): Conversion | undefined => {
  if (!unsafe) return undefined
  const conversions = new Map<string, Conversion>()
  for (const [name, type] of to.attributes) {
    const conversion = conversionBetween(from.element, type, unsafe)
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
    const conversion = given && conversionBetween(given, type, unsafe)
    if (conversion === undefined) return undefined
    conversions.set(name, conversion)
  }
  if (
    from.attributes.size === to.attributes.size &&
    conversions.size === to.attributes.size &&
    [...conversions.values()].every(isIdentity)
  )
    return identity
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
  const conversions = from.elements.map((type, index) =>
    conversionBetween(type, to.elements[index] ?? dynamicType, unsafe),
  )
  if (conversions.includes(undefined)) return undefined
  if (conversions.every(isIdentity)) return identity
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
          const conversion = conversionBetween(value.type, to, true)
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
    const element = from.kind === 'map' ? conversionBetween(from.element, to.element, unsafe) : undefined
    if (from.kind !== 'map' || element === undefined) return undefined
    if (isIdentity(element)) return identity
    return value => toMap(value, to.element, () => element, from.element, false)
  }
  if (!isCollection(to)) return undefined
  if (from.kind === 'tuple') return tupleToCollection(from, to, unsafe)
  return from.kind === 'list' || from.kind === 'set' ? elementsToCollection(from, to, unsafe) : undefined
}

/**
 * How values of one type become values of another, or `undefined` where they cannot. Unsafe conversions may fail for some values;
 * they throw a ConversionError then. Unknown values and nulls pass, with the wanted type. It is the identity where nothing changes.
 */
export const conversionBetween = (from: Type, to: Type, unsafe: boolean): Conversion | undefined => {
  if (from === to || to.kind === 'dynamic' || (isPrimitive(from) && from.kind === to.kind)) return identity
  const convert = conversionOfKnown(from, to, unsafe)
  if (convert === undefined || convert === identity) return convert
  return value => {
    if (value.state === 'known') return convert(value)
    const type = resolveDynamic(value.type, withoutOptional(to))
    return value.state === 'null' ? nullOf(type, value.marks) : (unknownAs(value, type) ?? value)
  }
}

export const canConvert = (from: Type, to: Type, unsafe: boolean): boolean =>
  conversionBetween(from, to, unsafe) !== undefined
