import { canConvert } from './conversion.ts'
import type { CollectionKind, ObjectType, TupleType, Type } from './type.ts'
import {
  distinctTypes,
  dynamicType,
  isCollection,
  isPrimitive,
  listType,
  mapType,
  objectType,
  tupleType,
} from './type.ts'

/** Negative when the first is the more general type, positive when the second is, 0 when neither. */
const compareGenerality = (one: Type, other: Type): number => {
  // Anything converts to dynamic, which therefore comes last.
  if (one.kind === 'dynamic' || other.kind === 'dynamic')
    return one.kind !== 'dynamic' ? -1 : other.kind !== 'dynamic' ? 1 : 0
  if (isPrimitive(one) && isPrimitive(other)) {
    if (one.kind === other.kind) return 0
    return one.kind === 'string' ? -1 : other.kind === 'string' ? 1 : 0
  }
  if (isCollection(one) && isCollection(other) && one.kind === other.kind)
    return compareGenerality(one.element, other.element)
  const rank: Partial<Record<Type['kind'], number>> = { set: 1, list: 2, tuple: 3 }
  const [first, second] = [rank[one.kind], rank[other.kind]]
  if (first !== undefined && second !== undefined && first !== second) {
    if (one.kind === 'list' && other.kind === 'tuple') return -1
    if (one.kind === 'tuple' && other.kind === 'list') return 1
    // A set is reached from lists and tuples, so those are preferred where the conversion is possible.
    return one.kind === 'set' ? 1 : -1
  }
  if (one.kind === 'map' && other.kind === 'object') return -1
  if (one.kind === 'object' && other.kind === 'map') return 1
  const pairs: (readonly [Type, Type])[] = []
  if (one.kind === 'object' && other.kind === 'object') {
    if (one.attributes.size !== other.attributes.size) return 0
    for (const [name, type] of one.attributes) {
      const twin = other.attributes.get(name)
      if (twin === undefined) return 0
      pairs.push([type, twin])
    }
  } else if (one.kind === 'tuple' && other.kind === 'tuple') {
    if (one.elements.length !== other.elements.length) return 0
    one.elements.forEach((type, index) => {
      pairs.push([type, other.elements[index] ?? dynamicType])
    })
  }
  const signs = new Set(pairs.map(([type, twin]) => Math.sign(compareGenerality(type, twin))))
  return signs.has(-1) === signs.has(1) ? 0 : signs.has(-1) ? -1 : 1
}

/** Most general first: a topological order, breadth first, of "more general than". */
const byGenerality = (types: readonly Type[]): readonly Type[] => {
  const edges: number[][] = types.map(() => [])
  const incoming = types.map(() => 0)
  for (let one = 0; one < types.length; one += 1)
    for (let other = one + 1; other < types.length; other += 1) {
      const order = compareGenerality(types[one] ?? dynamicType, types[other] ?? dynamicType)
      if (order === 0) continue
      const [from, to] = order < 0 ? [one, other] : [other, one]
      edges[from]?.push(to)
      incoming[to] = (incoming[to] ?? 0) + 1
    }
  const queue = incoming.flatMap((count, index) => (count === 0 ? [index] : []))
  for (let head = 0; head < queue.length; head += 1)
    for (const next of edges[queue[head] ?? 0] ?? []) {
      incoming[next] = (incoming[next] ?? 0) - 1
      if (incoming[next] === 0) queue.push(next)
    }
  return queue.map(index => types[index] ?? dynamicType)
}

const convertible = (types: readonly Type[], to: Type, unsafe: boolean): boolean =>
  types.every(type => canConvert(type, to, unsafe))

const objectsToMap = (types: readonly ObjectType[], unsafe: boolean): Type | undefined => {
  const element = unify(
    types.flatMap(type => [...type.attributes.values()]),
    unsafe,
  )
  const map = element && mapType(element)
  return map !== undefined && convertible(types, map, unsafe) ? map : undefined
}

const tuplesToList = (types: readonly TupleType[], unsafe: boolean): Type | undefined => {
  const element = unify(
    types.flatMap(type => type.elements),
    unsafe,
  )
  const list = element && listType(element)
  return list !== undefined && convertible(types, list, unsafe) ? list : undefined
}

const unifyObjects = (types: readonly ObjectType[], unsafe: boolean): Type | undefined => {
  const names = [...(types[0]?.attributes.keys() ?? [])]
  const sameNames = types.every(
    type => type.attributes.size === names.length && names.every(name => type.attributes.has(name)),
  )
  if (!sameNames) return objectsToMap(types, unsafe)
  const attributes: [string, Type][] = []
  for (const name of names) {
    const attribute = unify(
      types.map(type => type.attributes.get(name) ?? dynamicType),
      unsafe,
    )
    if (attribute === undefined) return undefined
    attributes.push([name, attribute])
  }
  const unified = objectType(attributes)
  return convertible(types, unified, unsafe) ? unified : objectsToMap(types, unsafe)
}

const unifyTuples = (types: readonly TupleType[], unsafe: boolean): Type | undefined => {
  const length = types[0]?.elements.length ?? 0
  if (!types.every(type => type.elements.length === length)) return tuplesToList(types, unsafe)
  const elements: Type[] = []
  for (let index = 0; index < length; index += 1) {
    const element = unify(
      types.map(type => type.elements[index] ?? dynamicType),
      unsafe,
    )
    if (element === undefined) return undefined
    elements.push(element)
  }
  const unified = tupleType(elements)
  return convertible(types, unified, unsafe) ? unified : tuplesToList(types, unsafe)
}

const unifyCollections = (kind: CollectionKind, types: readonly Type[], unsafe: boolean): Type | undefined => {
  const element = unify(
    types.map(type => (isCollection(type) ? type.element : dynamicType)),
    unsafe,
  )
  const unified: Type | undefined = element && { kind, element }
  return unified !== undefined && convertible(types, unified, unsafe) ? unified : undefined
}

const isObject = (type: Type): type is ObjectType => type.kind === 'object'
const isTuple = (type: Type): type is TupleType => type.kind === 'tuple'

/** Lists among tuples, or maps among objects: the structural ones are unified on their own, and then with the others. */
const unifyMixed = (types: readonly Type[], kind: 'list' | 'map', unsafe: boolean): Type | undefined => {
  const own =
    kind === 'list' ? tuplesToList(types.filter(isTuple), unsafe) : objectsToMap(types.filter(isObject), unsafe)
  if (own === undefined) return undefined
  const structural = kind === 'list' ? 'tuple' : 'object'
  const unified = unify(
    types.map(type => (type.kind === structural ? own : type)),
    unsafe,
  )
  return unified?.kind === kind ? unified : undefined
}

/**
 * The type that values of all these types can be converted to, if there is one. `unsafe` admits conversions that depend on
 * the value (string to number); Terraform's functions do that, too.
 */
export const unify = (given: readonly Type[], unsafe = true): Type | undefined => {
  const types = distinctTypes(given)
  const [first] = types
  if (first === undefined || types.length === 1) return first
  const count = new Map<Type['kind'], number>()
  for (const type of types) count.set(type.kind, (count.get(type.kind) ?? 0) + 1)
  const only = (...kinds: readonly Type['kind'][]) =>
    kinds.reduce((sum, kind) => sum + (count.get(kind) ?? 0), 0) === types.length
  const some = (kind: Type['kind']) => (count.get(kind) ?? 0) > 0
  const dynamic = some('dynamic')

  for (const kind of ['map', 'list', 'set'] as const) {
    if (some(kind) && only(kind, 'dynamic')) return dynamic ? dynamicType : unifyCollections(kind, types, unsafe)
    if (kind === 'set') continue
    const structural = kind === 'map' ? 'object' : 'tuple'
    if (some(kind) && only(kind, structural, 'dynamic')) {
      const unified = unifyMixed(types, kind, unsafe)
      if (unified !== undefined) return unified
    }
  }
  if (some('object') && only('object', 'dynamic'))
    return dynamic ? dynamicType : unifyObjects(types.filter(isObject), unsafe)
  if (some('tuple') && only('tuple', 'dynamic'))
    return dynamic ? dynamicType : unifyTuples(types.filter(isTuple), unsafe)
  if (some('object') && some('tuple')) return undefined

  return byGenerality(types).find(wanted => convertible(types, wanted, unsafe))
}
