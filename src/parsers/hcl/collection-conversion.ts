import type { Conversion } from './conversion.ts'
import { ConversionError, conversionBetween, identity, within } from './conversion.ts'
import { setOf } from './set.ts'
import type { CollectionKind, CollectionType, ObjectType, TupleType, Type } from './type.ts'
import { dynamicType, isCollection, sameType, withoutOptional } from './type.ts'
import { unify } from './unify.ts'
import { unknownAs } from './unknown-conversion.ts'
import type { HclValue } from './value.ts'
import { entriesOf, itemsOf } from './value-access.ts'
import { listOf, mapOf } from './value-constructors.ts'

export const convertItems = (value: HclValue, conversions: (index: number) => Conversion): readonly HclValue[] =>
  (itemsOf(value) ?? []).map((item, index) => within(index, () => conversions(index)(item)))

/** Elements of one type where there is one: conversion to a constraint with `any` inside may have left them with several. */
const unified = (items: readonly HclValue[], unsafe: boolean): readonly HclValue[] => {
  const element = unify(
    items.map(item => item.type),
    unsafe,
  )
  if (element === undefined) throw new ConversionError('cannot find a common base type for all elements')
  return items.map((item, index) =>
    within(index, () => (conversionBetween(item.type, element, unsafe) ?? identity)(item)),
  )
}

/** The type that all of them have, untyped nulls aside. */
const elementTypeOf = (items: readonly HclValue[], kind: CollectionKind): Type => {
  const element = items.find(({ type }) => type.kind !== 'dynamic')?.type ?? dynamicType
  if (!items.every(({ type }) => type.kind === 'dynamic' || sameType(type, element)))
    throw new ConversionError(`element types must all match for conversion to ${kind}`)
  return element
}

/** A list or set of converted items; an empty one has the wanted element type, or the given one where any is fine. */
const collectionOf = (to: CollectionType, items: readonly HclValue[], whenEmpty: Type, value: HclValue): HclValue => {
  const wanted = to.element.kind === 'dynamic' ? whenEmpty : withoutOptional(to.element)
  const element = items.length === 0 ? wanted : elementTypeOf(items, to.kind)
  return to.kind === 'set' ? setOf(element, items, value.marks) : listOf(element, items, value.marks)
}

export const elementsToCollection = (
  from: CollectionType,
  to: CollectionType,
  unsafe: boolean,
): Conversion | undefined => {
  if (to.kind === 'set' && from.kind === 'list' && !unsafe) return undefined
  const element = conversionBetween(from.element, to.element, unsafe)
  if (element === undefined) return undefined
  if (element === identity && from.kind === to.kind) return identity
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

export const tupleToCollection = (from: TupleType, to: CollectionType, unsafe: boolean): Conversion | undefined => {
  if (from.elements.length === 0) return value => collectionOf(to, [], dynamicType, value)
  const element = elementFor(from.elements, to, unsafe)
  if (element === undefined) return undefined
  const conversions = from.elements.map(type => conversionBetween(type, element, unsafe))
  if (conversions.includes(undefined)) return undefined
  return value => {
    const items = convertItems(value, index => conversions[index] ?? identity)
    return collectionOf(to, to.kind === 'list' ? unified(items, unsafe) : items, element, value)
  }
}

/** `element` is the type that its members are converted to. */
export const toMap = (
  value: HclValue,
  element: Type,
  conversionFor: (name: string) => Conversion,
  whenEmpty: Type,
  unsafe: boolean,
): HclValue => {
  const entries = [...(entriesOf(value) ?? [])].map(
    ([name, item]) => [name, within(name, () => conversionFor(name)(item))] as const,
  )
  if (entries.length === 0)
    return mapOf(element.kind === 'dynamic' ? whenEmpty : withoutOptional(element), [], value.marks)
  const given = entries.map(([, item]) => item)
  const items = element.kind === 'object' || isCollection(element) ? unified(given, unsafe) : given
  return mapOf(
    elementTypeOf(items, 'map'),
    entries.map(([name, item], index) => [name, items[index] ?? item]),
    value.marks,
  )
}

export const objectToMap = (from: ObjectType, to: CollectionType, unsafe: boolean): Conversion | undefined => {
  if (from.attributes.size === 0) return value => toMap(value, to.element, () => identity, dynamicType, unsafe)
  const element = elementFor([...from.attributes.values()], to, unsafe)
  if (element === undefined) return undefined
  const conversions = new Map<string, Conversion>()
  for (const [name, type] of from.attributes) {
    const conversion = conversionBetween(type, element, unsafe)
    if (conversion === undefined) return undefined
    conversions.set(name, conversion)
  }
  return value => toMap(value, element, name => conversions.get(name) ?? identity, element, unsafe)
}
