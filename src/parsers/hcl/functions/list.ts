import { convert } from '../convert.ts'
import { mergeMarks, noMarks, withMarks } from '../marks.ts'
import { withoutRepeats } from '../set.ts'
import type { Type } from '../type.ts'
import { dynamicType, listType, numberType, stringType, tupleType } from '../type.ts'
import { typeName } from '../type-name.ts'
import { unify } from '../unify.ts'
import type { HclValue, Marks } from '../value.ts'
import { isWhollyKnown, itemsOf, stringOf } from '../value-access.ts'
import { listOf, nullOf, tupleOf } from '../value-constructors.ts'
import { integerAt, itemsAt } from './arguments.ts'
import type { HclFunction, Parameter } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import { FunctionError } from './function-error.ts'

const anyValue = (name: string, marks: 'all' | 'elements' | 'own' = 'elements'): Parameter => ({
  name,
  type: dynamicType,
  marks,
})
const anyList = (name: string, marks: 'elements' | 'own' = 'elements'): Parameter => ({
  name,
  type: listType(dynamicType),
  marks,
})

const elementOf = (value: HclValue | undefined): Type =>
  value !== undefined && 'element' in value.type ? value.type.element : dynamicType

const isSequence = (type: Type): boolean => type.kind === 'list' || type.kind === 'tuple'

/** A list or tuple of the given type. */
const sequence = (type: Type, items: readonly HclValue[], marks: Marks): HclValue =>
  type.kind === 'list' ? listOf(type.element, items, marks) : tupleOf(items, marks)

const element = defineFunction({
  name: 'element',
  passesOn: true,
  params: [anyValue('list', 'own'), { name: 'index', type: numberType }],
  refinement: {},
  returns: args => {
    const [list, index] = args
    const type = list?.type ?? dynamicType
    if (type.kind === 'list') return type.element
    if (type.kind !== 'tuple') throw new FunctionError(undefined, `cannot read elements from ${typeName(type)}`)
    if (index?.state !== 'known') return dynamicType
    const position = integerAt(args, 1, 'invalid index: ')
    if (type.elements.length === 0) throw new FunctionError(undefined, 'cannot use element function with an empty list')
    const wrapped = position % type.elements.length
    // Terraform wraps a tuple's index without regard to its sign, and then finds no such element.
    if (wrapped < 0) throw new FunctionError(undefined, 'invalid index: must not be negative')
    return type.elements[wrapped] ?? dynamicType
  },
  call: args => {
    const items = itemsAt(args, 0)
    const position = integerAt(args, 1, 'invalid index: ')
    if (items.length === 0) throw new FunctionError(undefined, 'cannot use element function with an empty list')
    const wrapped = ((position % items.length) + items.length) % items.length
    return withMarks(items[wrapped] ?? nullOf(), args[0]?.marks ?? noMarks)
  },
})

const compact = defineFunction({
  name: 'compact',
  params: [{ name: 'list', type: listType(stringType), marks: 'elements' }],
  returns: listType(stringType),
  call: args => {
    const items = itemsAt(args, 0)
    if (items.some(item => item.state === 'unknown')) return unknownResult(listType(stringType), args)
    return listOf(
      stringType,
      items.filter(item => item.state === 'known' && stringOf(item) !== ''),
    )
  },
})

const distinct = defineFunction({
  name: 'distinct',
  params: [anyList('list')],
  returns: ([list]) => list?.type ?? dynamicType,
  call: args => {
    const [list] = args
    if (list === undefined || !isWhollyKnown(list)) return unknownResult(list?.type ?? dynamicType, args)
    return listOf(elementOf(list), withoutRepeats(itemsAt(args, 0)))
  },
})

const chunklist = defineFunction({
  name: 'chunklist',
  params: [anyList('list', 'own'), { name: 'size', type: numberType, marks: 'own' }],
  returns: ([list]) => listType(list?.type ?? dynamicType),
  call: (args, { budget }) => {
    const [list, count] = args
    const size = integerAt(args, 1, 'invalid size: ')
    if (list === undefined || size < 0) throw new FunctionError(undefined, 'the size argument must be positive')
    const items = itemsAt(args, 0)
    const marks = mergeMarks(list.marks, count?.marks ?? noMarks)
    if (items.length === 0) return listOf(list.type, [], marks)
    const step = size === 0 ? items.length : size
    budget.spend((items.length / step) * 16)
    const chunks: HclValue[] = []
    for (let start = 0; start < items.length; start += step)
      chunks.push(listOf(elementOf(list), items.slice(start, start + step)))
    return listOf(list.type, chunks, marks)
  },
})

const reverse = defineFunction({
  name: 'reverse',
  params: [anyValue('list', 'own')],
  returns: ([list]) => {
    const type = list?.type ?? dynamicType
    if (type.kind === 'tuple') return tupleType([...type.elements].reverse())
    if (type.kind === 'list' || type.kind === 'set') return listType(type.element)
    throw new FunctionError(0, `can only reverse list or tuple values, not ${typeName(type)}`)
  },
  call: (args, _context, type) => sequence(type, [...itemsAt(args, 0)].reverse(), args[0]?.marks ?? noMarks),
})

/** Start and end of a slice, as far as they are known; what is out of range is refused at once. */
const sliceBounds = (args: readonly HclValue[]): readonly [number | undefined, number | undefined] => {
  const [list, start, end] = args
  const length = list?.type.kind === 'tuple' ? list.type.elements.length : itemsOf(list)?.length
  const bound = (index: 1 | 2, what: string, value: HclValue | undefined) => {
    if (value?.state !== 'known') return undefined
    const position = integerAt(args, index, `invalid ${what} index: `, true)
    if (position < 0) throw new FunctionError(index, `${what} index must not be less than zero`)
    if (length !== undefined && position > length)
      throw new FunctionError(index, `${what} index must not be greater than the length of the list`)
    return position
  }
  const bounds = [bound(1, 'start', start), bound(2, 'end', end)] as const
  if (bounds[0] !== undefined && bounds[1] !== undefined && bounds[0] > bounds[1])
    throw new FunctionError(1, 'start index must not be greater than end index')
  return bounds
}

const slice = defineFunction({
  name: 'slice',
  params: [anyValue('list', 'own'), { name: 'start_index', type: numberType }, { name: 'end_index', type: numberType }],
  returns: args => {
    const type = args[0]?.type ?? dynamicType
    if (type.kind === 'set')
      throw new FunctionError(
        0,
        'cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important',
      )
    if (!isSequence(type)) throw new FunctionError(0, 'must be a list or tuple value')
    const [start, end] = sliceBounds(args)
    if (type.kind !== 'tuple') return type
    return start === undefined || end === undefined ? dynamicType : tupleType(type.elements.slice(start, end))
  },
  call: (args, _context, type) =>
    sequence(type, itemsAt(args, 0).slice(...sliceBounds(args)), args[0]?.marks ?? noMarks),
})

/** The type that all of the lists have in common, or else the tuple of all their elements. */
const concatType = (args: readonly HclValue[]): Type => {
  const [first] = args
  if (first === undefined) throw new FunctionError(undefined, 'at least one argument is required')
  if (args.every(value => value.type.kind === 'list')) {
    const common = unify(args.map(value => value.type))
    if (common !== undefined) return common
  }
  const elements: Type[] = []
  for (const [index, value] of args.entries()) {
    if (value.type.kind === 'tuple') for (const type of value.type.elements) elements.push(type)
    else if (value.type.kind !== 'list')
      throw new FunctionError(index, `all arguments must be lists or tuples; got ${typeName(value.type)}`)
    else if (value.state === 'unknown') return dynamicType
    else for (const _ of itemsOf(value) ?? []) elements.push(value.type.element)
  }
  return tupleType(elements)
}

const concat = defineFunction({
  name: 'concat',
  params: [],
  variadic: anyValue('seqs', 'own'),
  returns: concatType,
  call: (args, { budget }, type) => {
    let marks = noMarks
    const items: HclValue[] = []
    for (const value of args) {
      const part = type.kind === 'list' ? convert(value, type) : value
      marks = mergeMarks(marks, part.marks)
      budget.spend(itemsOf(part)?.length ?? 0)
      for (const item of itemsOf(part) ?? []) items.push(item)
    }
    return sequence(type, items, marks)
  },
})

export const listFunctions: readonly HclFunction[] = [element, compact, distinct, chunklist, reverse, slice, concat]
