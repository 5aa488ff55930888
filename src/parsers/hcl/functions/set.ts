import { convert } from '../convert.ts'
import { equality } from '../equals.ts'
import { mergeMarks, noMarks, withMarks } from '../marks.ts'
import { setOf } from '../set.ts'
import type { Type } from '../type.ts'
import { distinctTypes, dynamicType, listType, setType, tupleType } from '../type.ts'
import { unify } from '../unify.ts'
import type { HclValue } from '../value.ts'
import { isWhollyKnown, itemsOf, stringOf } from '../value-access.ts'
import { listOf, tupleOf } from '../value-constructors.ts'
import type { HclFunction, Parameter } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import type { FunctionBudget } from './function-context.ts'
import { FunctionError } from './function-error.ts'
import { lengthBounds, refinementBetween } from './refinement.ts'

const setParameter = (name: string): Parameter => ({
  name,
  type: setType(dynamicType),
  accepts: ['any-type'],
  marks: 'elements',
})

const commonSet = (args: readonly HclValue[]): Type => {
  const elements = args.flatMap(({ type, state }, index) => {
    const element = type.kind === 'set' ? type.element : dynamicType
    const isEmpty = state === 'known' && itemsOf(args[index])?.length === 0
    return isEmpty && element.kind === 'dynamic' ? [] : [element]
  })
  if (elements.length === 0) return setType(dynamicType)
  const element = unify(elements)
  if (element === undefined) throw new FunctionError(undefined, 'given sets must all have compatible element types')
  return setType(element)
}

/** Membership, quick for strings, which nearly all sets hold. */
const membership = (items: readonly HclValue[], budget: FunctionBudget): ((item: HclValue) => boolean) => {
  const texts = new Set(items.map(stringOf))
  return item => {
    const text = stringOf(item)
    if (text !== undefined) return texts.has(text)
    budget.spend(items.length)
    return items.some(present => equality(present, item) === 'yes')
  }
}

type Combine = (
  one: readonly HclValue[],
  other: readonly HclValue[],
  has: (item: HclValue) => boolean,
) => readonly HclValue[]

const setOperation = (
  name: string,
  params: readonly Parameter[],
  variadic: Parameter | undefined,
  allowUnknown: boolean,
  combine: Combine,
): HclFunction =>
  defineFunction({
    name,
    params,
    ...(variadic === undefined ? {} : { variadic }),
    returns: commonSet,
    call: (args, { budget }, type) => {
      const sets = args.map(value => convert(value, type))
      if (!allowUnknown && !sets.every(isWhollyKnown)) return unknownResult(type, args)
      const unknown = sets.find(value => value.state === 'unknown')
      if (unknown !== undefined) return unknownResult(type, args)
      const [first = [], ...others] = sets.map(value => itemsOf(value) ?? [])
      if (distinctTypes(sets.map(value => value.type)).length > 1)
        throw new FunctionError(undefined, 'given sets must all have compatible element types')
      const items = others.reduce((all, other) => combine(all, other, membership(other, budget)), first)
      return setOf(type.kind === 'set' ? type.element : dynamicType, items)
    },
  })

const elementType = (value: HclValue, index: number): Type => {
  const { type } = value
  if (type.kind === 'set' || type.kind === 'list') return type.element
  if (type.kind !== 'tuple') throw new FunctionError(index, 'a set or a list is required')
  if (type.elements.length === 0) return dynamicType
  const element = unify(type.elements)
  if (element === undefined) throw new FunctionError(index, 'all elements must be of the same type')
  return element
}

const productType = (args: readonly HclValue[]): Type => {
  if (args.length < 2) throw new FunctionError(undefined, 'at least two arguments are required')
  const element = tupleType(args.map(elementType))
  return args.every(value => value.type.kind !== 'set') ? listType(element) : setType(element)
}

const unknownProduct = (type: Type, args: readonly HclValue[]): HclValue => {
  let most = 1
  for (const value of args) {
    const bounds = lengthBounds(value)
    most *= bounds.most
    if (!(bounds.most <= 1024 && most <= 2048)) return unknownResult(type, args)
  }
  return unknownResult(type, args, refinementBetween(most === 0 ? 0 : 1, most))
}

const setproduct = defineFunction({
  name: 'setproduct',
  params: [],
  variadic: { name: 'sets', type: dynamicType, accepts: ['unknown'], marks: 'own' },
  returns: productType,
  call: (args, { budget }, type) => {
    const marks = args.reduce((all, value) => mergeMarks(all, value.marks), noMarks)
    const hasLength = (value: HclValue) => {
      const { least, most } = lengthBounds(value)
      return value.state === 'known' && least === most
    }
    const element = 'element' in type ? type.element : dynamicType
    const elements = element.kind === 'tuple' ? element.elements : []
    if (!args.every(hasLength)) return withMarks(unknownProduct(type, args), marks)
    let rows: readonly (readonly HclValue[])[] = [[]]
    for (const [index, value] of args.entries()) {
      const items = (itemsOf(value) ?? []).map(item => convert(item, elements[index] ?? dynamicType))
      // A row is a tuple with a type of its own.
      budget.spend(rows.length * items.length * 16 * (index + 2))
      rows = rows.flatMap(row => items.map(item => [...row, item]))
    }
    const products = rows.map(row => tupleOf(row))
    return type.kind === 'list' ? listOf(element, products, marks) : setOf(element, products, marks)
  },
})

export const setFunctions: readonly HclFunction[] = [
  setOperation('setunion', [setParameter('first_set')], setParameter('other_sets'), true, (one, other) => [
    ...one,
    ...other,
  ]),
  setOperation('setintersection', [setParameter('first_set')], setParameter('other_sets'), false, (one, _other, has) =>
    one.filter(has),
  ),
  setOperation('setsubtract', [setParameter('a'), setParameter('b')], undefined, false, (one, _other, has) =>
    one.filter(item => !has(item)),
  ),
  setproduct,
]
