import { convert } from '../convert.ts'
import { equality, equals } from '../equals.ts'
import { boolType, dynamicType, listType, numberType } from '../type.ts'
import { unify } from '../unify.ts'
import type { HclValue } from '../value.ts'
import { boolOf, findUnknown, isWhollyKnown, itemsOf } from '../value-access.ts'
import { knownBool, knownNumber, listOf, nullOf } from '../value-constructors.ts'
import { itemsAt } from './arguments.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import { FunctionError } from './function-error.ts'

const contains = defineFunction({
  name: 'contains',
  params: [
    { name: 'list', type: dynamicType },
    { name: 'value', type: dynamicType },
  ],
  returns: boolType,
  call: args => {
    const [list, wanted] = args
    if (list === undefined || wanted === undefined || itemsOf(list) === undefined)
      throw new FunctionError(undefined, 'argument must be list, tuple, or set')
    let undetermined = false
    for (const item of itemsAt(args, 0)) {
      const equal = equality(wanted, item)
      if (equal === 'yes') return knownBool(true)
      if (equal === 'undetermined') undetermined = true
    }
    return undetermined ? unknownResult(boolType, args) : knownBool(false)
  },
})

const index = defineFunction({
  name: 'index',
  params: [
    { name: 'list', type: dynamicType },
    { name: 'value', type: dynamicType },
  ],
  returns: numberType,
  call: args => {
    const [list, wanted] = args
    if (list === undefined || wanted === undefined || (list.type.kind !== 'list' && list.type.kind !== 'tuple'))
      throw new FunctionError(undefined, 'argument must be a list or tuple')
    const items = itemsAt(args, 0)
    if (items.length === 0) throw new FunctionError(undefined, 'cannot search an empty list')
    for (const [position, item] of items.entries()) {
      const equal = boolOf(equals(item, wanted))
      if (equal === undefined) return unknownResult(numberType, args)
      if (equal) return knownNumber(position)
    }
    throw new FunctionError(undefined, 'item not found')
  },
})

const all = (name: string, decisive: boolean): HclFunction =>
  defineFunction({
    name,
    params: [{ name: 'list', type: listType(boolType) }],
    returns: boolType,
    call: args => {
      let undetermined = false
      for (const item of itemsAt(args, 0)) {
        if (item.state === 'unknown') {
          // As Terraform has it: an unknown ends `alltrue`, but `anytrue` looks on.
          if (!decisive) return unknownResult(boolType, args)
          undetermined = true
        } else if ((boolOf(item) ?? false) === decisive) return knownBool(decisive)
      }
      return undetermined ? unknownResult(boolType, args) : knownBool(!decisive)
    },
  })

const wrongCount = 'must be a list, set, or tuple value with either zero or one elements'

const one = defineFunction({
  name: 'one',
  passesOn: true,
  params: [{ name: 'list', type: dynamicType, marks: 'elements' }],
  refinement: {},
  returns: ([list]) => {
    const type = list?.type ?? dynamicType
    if (type.kind === 'list' || type.kind === 'set') return type.element
    if (type.kind === 'tuple' && type.elements.length < 2) return type.elements[0] ?? dynamicType
    throw new FunctionError(0, wrongCount)
  },
  call: (args, _context, type) => {
    const [list] = args
    const items = itemsAt(args, 0)
    if (list?.type.kind === 'set' && items.length > 1 && findUnknown(list) !== undefined)
      return unknownResult(type, args, {})
    if (items.length > 1) throw new FunctionError(0, wrongCount)
    return items[0] ?? nullOf(type)
  },
})

const matchkeys = defineFunction({
  name: 'matchkeys',
  params: ['values', 'keys', 'searchset'].map(name => ({ name, type: listType(dynamicType), marks: 'elements' })),
  returns: ([items, names, wanted]) => {
    if (names !== undefined && wanted !== undefined && unify([names.type, wanted.type]) === undefined)
      throw new FunctionError(undefined, 'keys and searchset must be of the same type')
    return items?.type ?? dynamicType
  },
  call: (args, { budget }, type) => {
    const [items, names, wanted] = args
    const element = type.kind === 'list' ? type.element : dynamicType
    if (items === undefined || names === undefined || wanted === undefined) return nullOf(type)
    if (itemsOf(items)?.length !== itemsOf(names)?.length)
      throw new FunctionError(undefined, 'length of keys and values should be equal')
    const common = unify([names.type, wanted.type]) ?? dynamicType
    const search = itemsOf(convert(wanted, common)) ?? []
    if (search.length === 0) return listOf(element, [])
    if (!isWhollyKnown(items) || !isWhollyKnown(names)) return unknownResult(type, args)
    const kept: HclValue[] = []
    for (const [position, name] of (itemsOf(convert(names, common)) ?? []).entries()) {
      budget.spend(search.length)
      for (const candidate of search) {
        const equal = equality(name, candidate)
        if (equal === 'undetermined') return listOf(element, [])
        if (equal === 'no') continue
        kept.push(itemsAt(args, 0)[position] ?? nullOf())
        break
      }
    }
    return listOf(element, kept)
  },
})

export const searchFunctions: readonly HclFunction[] = [
  contains,
  index,
  all('alltrue', false),
  all('anytrue', true),
  one,
  matchkeys,
]
