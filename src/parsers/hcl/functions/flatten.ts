import { mergeMarks, withMarks } from '../marks.ts'
import { dynamicType } from '../type.ts'
import type { HclValue, Marks } from '../value.ts'
import { isWhollyKnown, itemsOf } from '../value-access.ts'
import { tupleOf } from '../value-constructors.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import { FunctionError } from './function-error.ts'

const flattened = (value: HclValue, into: HclValue[], spend: (units: number) => void): Marks => {
  let marks = value.marks
  const items = itemsOf(value) ?? []
  spend(items.length)
  for (const item of items) {
    if (itemsOf(item) === undefined) into.push(item)
    else marks = mergeMarks(marks, flattened(item, into, spend))
  }
  return marks
}

/** Whether the number of elements that a list flattens to is known. */
const hasKnownShape = (value: HclValue): boolean => {
  const items = itemsOf(value)
  if (items === undefined) {
    if (value.state !== 'unknown') return true
    return !['list', 'set', 'tuple', 'dynamic'].includes(value.type.kind)
  }
  if (value.type.kind === 'set' && items.length > 1 && !isWhollyKnown(value)) return false
  return items.every(hasKnownShape)
}

const flatten = defineFunction({
  name: 'flatten',
  params: [{ name: 'list', type: dynamicType, marks: 'own' }],
  returns: ([list]) => {
    if (list !== undefined && isWhollyKnown(list) && itemsOf(list) === undefined)
      throw new FunctionError(undefined, 'can only flatten lists, sets and tuples')
    return dynamicType
  },
  call: (args, { budget }) => {
    const [list] = args
    if (list === undefined || itemsOf(list) === undefined)
      throw new FunctionError(undefined, 'can only flatten lists, sets and tuples')
    if (!hasKnownShape(list)) return withMarks(unknownResult(dynamicType, args), list.marks)
    const items: HclValue[] = []
    const marks = flattened(list, items, units => budget.spend(units))
    return tupleOf(items, marks)
  },
})

export const flattenFunctions: readonly HclFunction[] = [flatten]
