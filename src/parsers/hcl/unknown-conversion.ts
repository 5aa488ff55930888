import type { Type } from './type.ts'
import { dynamicType, isCollection, objectType, tupleType } from './type.ts'
import { unify } from './unify.ts'
import type { HclValue, Refinement, UnknownValue } from './value.ts'
import { findUnknown } from './value-access.ts'
import { unknownOf } from './value-constructors.ts'

/** The wanted type, with every `dynamic` in it replaced by what the given type has in its place. */
export const resolveDynamic = (given: Type, wanted: Type): Type => {
  if (given.kind === 'dynamic') return wanted
  if (wanted.kind === 'dynamic') return given
  if (isCollection(wanted)) {
    if (isCollection(given)) return { kind: wanted.kind, element: resolveDynamic(given.element, wanted.element) }
    const inside =
      given.kind === 'tuple' ? given.elements : given.kind === 'object' ? [...given.attributes.values()] : undefined
    if (inside === undefined) return wanted
    return { kind: wanted.kind, element: resolveDynamic(unify(inside) ?? dynamicType, wanted.element) }
  }
  if (wanted.kind === 'tuple')
    return tupleType(
      wanted.elements.map((element, index) =>
        resolveDynamic((given.kind === 'tuple' ? given.elements[index] : undefined) ?? dynamicType, element),
      ),
    )
  if (wanted.kind !== 'object') return wanted
  return objectType(
    [...wanted.attributes].map(([name, type]) => {
      if (given.kind === 'map') return [name, resolveDynamic(given.element, type)]
      const twin = given.kind === 'object' ? given.attributes.get(name) : undefined
      return [name, twin === undefined ? type : resolveDynamic(twin, type)]
    }),
  )
}

/** What stays known about an unknown value when its type changes. */
const convertedRefinement = (value: UnknownValue, type: Type): Refinement => {
  const notNull = value.refinement.notNull === true ? { notNull: true as const } : {}
  const from = value.type
  if (from.kind === 'object' && type.kind === 'map')
    return { ...notNull, minLength: from.attributes.size, maxLength: from.attributes.size }
  if (from.kind === 'tuple' && (type.kind === 'list' || type.kind === 'set')) {
    const length = from.elements.length
    // Elements of a set may turn out to be the same.
    return { ...notNull, minLength: type.kind === 'set' ? Math.min(1, length) : length, maxLength: length }
  }
  if (!isCollection(from) || !isCollection(type)) return from.kind === type.kind ? value.refinement : notNull
  const { minLength, maxLength } = value.refinement
  const least = type.kind === 'set' && minLength !== undefined ? Math.min(1, minLength) : minLength
  return {
    ...notNull,
    ...(least === undefined ? {} : { minLength: least }),
    ...(maxLength === undefined ? {} : { maxLength }),
  }
}

/** An unknown of another type for the same cause; `undefined` when nothing in the value is unknown. */
export const unknownAs = (value: HclValue, type: Type): UnknownValue | undefined => {
  const unknown = findUnknown(value)
  if (unknown === undefined) return undefined
  return unknownOf(type, unknown.cause, unknown === value ? convertedRefinement(unknown, type) : {}, value.marks)
}
