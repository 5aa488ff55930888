import { convert, tryConvert } from '../convert.ts'
import { goQuote } from '../go-quote.ts'
import { mergeMarks, noMarks, withMarks } from '../marks.ts'
import type { Type } from '../type.ts'
import { dynamicType, listType, mapType, objectType, sameType, stringType, tupleType } from '../type.ts'
import { typeName } from '../type-name.ts'
import type { HclValue } from '../value.ts'
import { entriesOf, isWhollyKnown, itemsOf, stringOf } from '../value-access.ts'
import { compareText, knownString, listOf, mapOf, nullOf, objectOf, tupleOf } from '../value-constructors.ts'
import { entriesAt, itemsAt, textAt } from './arguments.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import { FunctionError } from './function-error.ts'

const keys = defineFunction({
  name: 'keys',
  params: [{ name: 'inputMap', type: dynamicType, accepts: ['unknown'], marks: 'own' }],
  returns: ([map]) => {
    const type = map?.type ?? dynamicType
    if (type.kind === 'map') return listType(stringType)
    if (type.kind === 'object') return tupleType([...type.attributes.keys()].map(() => stringType))
    throw new FunctionError(0, 'must have map or object type')
  },
  call: ([map], _context, type) => {
    const marks = map?.marks ?? noMarks
    if (map?.type.kind === 'object')
      return tupleOf(
        [...map.type.attributes.keys()].sort(compareText).map(key => knownString(key)),
        marks,
      )
    if (map?.state === 'unknown') return withMarks(unknownResult(type, [map]), marks)
    return listOf(
      stringType,
      [...(entriesOf(map)?.keys() ?? [])].map(key => knownString(key)),
      marks,
    )
  },
})

const values = defineFunction({
  name: 'values',
  params: [{ name: 'mapping', type: dynamicType, marks: 'own' }],
  returns: ([map]) => {
    const type = map?.type ?? dynamicType
    if (type.kind === 'map') return listType(type.element)
    if (type.kind !== 'object') throw new FunctionError(undefined, 'values() requires a map as the first argument')
    return tupleType([...type.attributes].sort(([one], [other]) => compareText(one, other)).map(([, inner]) => inner))
  },
  call: ([map], _context, type) => {
    const items = [...(entriesOf(map)?.values() ?? [])]
    const marks = map?.marks ?? noMarks
    return type.kind === 'list' ? listOf(type.element, items, marks) : tupleOf(items, marks)
  },
})

const lookupType = (args: readonly HclValue[]): Type => {
  const [map, key, fallback] = args
  if (args.length > 3) throw new FunctionError(undefined, `lookup() takes two or three arguments, got ${args.length}`)
  const type = map?.type ?? dynamicType
  if (type.kind === 'object') {
    if (key?.state !== 'known') return dynamicType
    const found = type.attributes.get(textAt(args, 1)) ?? fallback?.type
    if (found === undefined) throw new FunctionError(0, `the given object has no attribute ${goQuote(textAt(args, 1))}`)
    return found
  }
  if (type.kind !== 'map') throw new FunctionError(0, 'lookup() requires a map as the first argument')
  if (fallback !== undefined && tryConvert(fallback, type.element) === undefined)
    throw new FunctionError(2, 'the default value must have the same type as the map elements')
  return type.element
}

const lookup = defineFunction({
  name: 'lookup',
  passesOn: true,
  params: [
    { name: 'inputMap', type: dynamicType, accepts: ['unknown'], marks: 'own' },
    { name: 'key', type: stringType, accepts: ['unknown'], marks: 'own' },
  ],
  variadic: { name: 'default', type: dynamicType, accepts: ['null', 'unknown', 'any-type'], marks: 'own' },
  refinement: {},
  returns: lookupType,
  call: (args, _context, type) => {
    const [map, key, fallback] = args
    const marks = mergeMarks(map?.marks ?? noMarks, key?.marks ?? noMarks)
    if (map?.state === 'unknown' || key?.state === 'unknown') return withMarks(unknownResult(type, args, {}), marks)
    const found = entriesAt(args, 0).get(textAt(args, 1))
    if (found !== undefined) return withMarks(found, marks)
    if (fallback !== undefined) return withMarks(convert(fallback, type), marks)
    throw new FunctionError(undefined, `lookup failed to find key ${goQuote(textAt(args, 1))}`)
  },
})

const mergeType = (args: readonly HclValue[]): Type => {
  const [first] = args
  if (first === undefined) return objectType([])
  const attributes = new Map<string, Type>()
  let areKnown = true
  for (const { state, type } of args) {
    if (type.kind === 'dynamic') return dynamicType
    if (type.kind !== 'map' && type.kind !== 'object')
      throw new FunctionError(undefined, `arguments must be maps or objects, got "${typeName(type)}"`)
    if (state === 'unknown' && type.kind === 'map') areKnown = false
  }
  if (args.every(({ type }) => sameType(type, first.type))) return first.type
  if (!areKnown) return dynamicType
  for (const value of args) {
    if (value.state === 'null') continue
    if (value.type.kind === 'object') for (const [name, type] of value.type.attributes) attributes.set(name, type)
    else if (value.type.kind === 'map')
      for (const name of entriesOf(value)?.keys() ?? []) attributes.set(name, value.type.element)
  }
  return objectType(attributes)
}

/** A set of strings, or a list that has nothing in it: Terraform walks those as it walks a map, where it has not looked at types. */
const textsByThemselves = (value: HclValue): ReadonlyMap<string, HclValue> | undefined => {
  const items = itemsOf(value)
  if (items === undefined || (items.length > 0 && value.type.kind !== 'set')) return undefined
  const entries = items.flatMap((item): [string, HclValue][] => {
    const text = stringOf(item)
    return text === undefined ? [] : [[text, item]]
  })
  return entries.length === items.length ? new Map(entries) : undefined
}

const merge = defineFunction({
  name: 'merge',
  params: [],
  variadic: { name: 'maps', type: dynamicType, accepts: ['null', 'any-type'], marks: 'own' },
  returns: mergeType,
  call: (args, { budget }, type) => {
    const merged = new Map<string, HclValue>()
    let marks = noMarks
    for (const value of args) {
      const entries = entriesOf(value) ?? textsByThemselves(value)
      // An untyped null among the arguments leaves the check of their types to this point.
      if (entries === undefined && value.state === 'known')
        throw new FunctionError(undefined, `arguments must be maps or objects, got "${typeName(value.type)}"`)
      if (entries === undefined) continue
      marks = mergeMarks(marks, value.marks)
      budget.spend(entries.size)
      for (const [key, item] of entries) merged.set(key, item)
    }
    return type.kind === 'map' ? mapOf(type.element, merged, marks) : objectOf(merged, marks)
  },
})

const zipmap = defineFunction({
  name: 'zipmap',
  params: [
    { name: 'keys', type: listType(stringType), marks: 'own' },
    { name: 'values', type: dynamicType, marks: 'own' },
  ],
  returns: args => {
    const [names, items] = args
    const type = items?.type ?? dynamicType
    if (type.kind === 'list') return mapType(type.element)
    if (type.kind !== 'tuple') throw new FunctionError(undefined, 'values argument must be a list or tuple value')
    if (names === undefined || !isWhollyKnown(names)) return dynamicType
    const texts = itemsAt(args, 0)
    checkCounts(texts.length, type.elements.length)
    return objectType(
      texts.map((name, position) => {
        const text = stringOf(name)
        if (text === undefined) throw new FunctionError(undefined, `keys list has null value at index ${position}`)
        return [text, type.elements[position] ?? dynamicType]
      }),
    )
  },
  call: (args, _context, type) => {
    const [names, items] = args
    let marks = mergeMarks(names?.marks ?? noMarks, items?.marks ?? noMarks)
    if (names === undefined || !isWhollyKnown(names)) return withMarks(unknownResult(type, args), marks)
    const texts = itemsAt(args, 0)
    const zipped = itemsAt(args, 1)
    checkCounts(texts.length, zipped.length)
    const entries = texts.map((name, position): [string, HclValue] => {
      const text = stringOf(name)
      if (text === undefined) throw new FunctionError(undefined, `keys list has null value at index ${position}`)
      marks = mergeMarks(marks, name.marks)
      return [text, zipped[position] ?? nullOf()]
    })
    return type.kind === 'map' ? mapOf(type.element, entries, marks) : objectOf(entries, marks)
  },
})

const checkCounts = (names: number, items: number): void => {
  if (names !== items)
    throw new FunctionError(undefined, `number of keys (${names}) does not match number of values (${items})`)
}

const transpose = defineFunction({
  name: 'transpose',
  params: [{ name: 'values', type: mapType(listType(stringType)) }],
  returns: mapType(listType(stringType)),
  call: args => {
    const [map] = args
    if (map === undefined || !isWhollyKnown(map)) return unknownResult(mapType(listType(stringType)), args)
    const swapped = new Map<string, string[]>()
    for (const [key, list] of entriesAt(args, 0)) {
      if (list.state === 'null') throw new FunctionError(undefined, 'input must not contain null list')
      for (const item of itemsOf(list) ?? []) {
        const text = stringOf(item)
        if (text === undefined) throw new FunctionError(undefined, 'input list must not contain null string')
        const present = swapped.get(text)
        if (present === undefined) swapped.set(text, [key])
        else present.push(key)
      }
    }
    return mapOf(
      listType(stringType),
      [...swapped].map(([key, names]) => [
        key,
        listOf(
          stringType,
          names.sort(compareText).map(name => knownString(name)),
        ),
      ]),
    )
  },
})

export const mapFunctions: readonly HclFunction[] = [keys, values, lookup, merge, zipmap, transpose]
