/** Terraform's types. `dynamic` is the type of an untyped null and of an unknown of which not even the type is known. */
export type Type = PrimitiveType | DynamicType | CollectionType | TupleType | ObjectType

export interface PrimitiveType {
  readonly kind: 'string' | 'number' | 'bool'
}

export interface DynamicType {
  readonly kind: 'dynamic'
}

export type CollectionKind = 'list' | 'set' | 'map'

export interface CollectionType {
  readonly kind: CollectionKind
  readonly element: Type
}

export interface TupleType {
  readonly kind: 'tuple'
  readonly elements: readonly Type[]
}

export interface ObjectType {
  readonly kind: 'object'
  readonly attributes: ReadonlyMap<string, Type>
  /** Attributes that a value may leave out: only in constraints, never in the type of a value. */
  readonly optional?: ReadonlySet<string>
}

export const stringType: Type = { kind: 'string' }
export const numberType: Type = { kind: 'number' }
export const boolType: Type = { kind: 'bool' }
export const dynamicType: Type = { kind: 'dynamic' }

export const listType = (element: Type): CollectionType => ({ kind: 'list', element })
export const setType = (element: Type): CollectionType => ({ kind: 'set', element })
export const mapType = (element: Type): CollectionType => ({ kind: 'map', element })
export const tupleType = (elements: readonly Type[]): TupleType => ({ kind: 'tuple', elements })
export const objectType = (
  attributes: Iterable<readonly [string, Type]>,
  optional?: ReadonlySet<string>,
): ObjectType =>
  optional === undefined || optional.size === 0
    ? { kind: 'object', attributes: new Map(attributes) }
    : { kind: 'object', attributes: new Map(attributes), optional }

export const isPrimitive = (type: Type): type is PrimitiveType =>
  type.kind === 'string' || type.kind === 'number' || type.kind === 'bool'

export const isCollection = (type: Type): type is CollectionType =>
  type.kind === 'list' || type.kind === 'set' || type.kind === 'map'

/** Whether two types are the same. An attribute's being optional counts. */
export const sameType = (one: Type, other: Type): boolean => {
  if (one === other) return true
  if (one.kind !== other.kind) return false
  if (isCollection(one)) return isCollection(other) && sameType(one.element, other.element)
  if (one.kind === 'tuple')
    return (
      other.kind === 'tuple' &&
      one.elements.length === other.elements.length &&
      one.elements.every((element, index) => sameType(element, other.elements[index] ?? dynamicType))
    )
  if (one.kind !== 'object') return true
  if (other.kind !== 'object' || one.attributes.size !== other.attributes.size) return false
  if ((one.optional?.size ?? 0) !== (other.optional?.size ?? 0)) return false
  for (const [name, type] of one.attributes) {
    const twin = other.attributes.get(name)
    if (twin === undefined || !sameType(type, twin)) return false
    if (one.optional?.has(name) !== other.optional?.has(name) && (one.optional ?? other.optional)) return false
  }
  return true
}

/** The types among these that differ from each other, in order of first appearance. */
export const distinctTypes = (types: Iterable<Type>): readonly Type[] => {
  const distinct: Type[] = []
  const seen = new Set<Type>()
  for (const type of types) {
    if (seen.has(type)) continue
    seen.add(type)
    if (!distinct.some(present => sameType(present, type))) distinct.push(type)
  }
  return distinct
}

/** Whether the type is, or contains, `dynamic`. */
export const hasDynamic = (type: Type): boolean => {
  if (type.kind === 'dynamic') return true
  if (isCollection(type)) return hasDynamic(type.element)
  if (type.kind === 'tuple') return type.elements.some(hasDynamic)
  return type.kind === 'object' && [...type.attributes.values()].some(hasDynamic)
}

/** The type that values of a constraint have. */
export const withoutOptional = (type: Type): Type => {
  if (isCollection(type)) {
    const element = withoutOptional(type.element)
    return element === type.element ? type : { kind: type.kind, element }
  }
  if (type.kind === 'tuple') {
    const elements = type.elements.map(withoutOptional)
    return elements.every((element, index) => element === type.elements[index]) ? type : tupleType(elements)
  }
  if (type.kind !== 'object') return type
  const attributes = [...type.attributes].map(([name, attribute]) => [name, withoutOptional(attribute)] as const)
  if (type.optional === undefined && attributes.every(([name, attribute]) => attribute === type.attributes.get(name)))
    return type
  return objectType(attributes)
}

/** Whether a value of the given type could be one of the wanted type when every `dynamic` in it is decided. */
export const conformsTo = (given: Type, wanted: Type): boolean => {
  if (wanted.kind === 'dynamic') return true
  if (given.kind !== wanted.kind) return false
  if (isCollection(given)) return isCollection(wanted) && conformsTo(given.element, wanted.element)
  if (given.kind === 'tuple')
    return (
      wanted.kind === 'tuple' &&
      given.elements.length === wanted.elements.length &&
      given.elements.every((element, index) => conformsTo(element, wanted.elements[index] ?? dynamicType))
    )
  if (given.kind !== 'object' || wanted.kind !== 'object') return true
  if (given.attributes.size !== wanted.attributes.size) return false
  for (const [name, type] of given.attributes) {
    const twin = wanted.attributes.get(name)
    if (twin === undefined || !conformsTo(type, twin)) return false
  }
  return true
}
