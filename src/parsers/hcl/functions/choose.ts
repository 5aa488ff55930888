import { tryConvert } from '../convert.ts'
import { dynamicType } from '../type.ts'
import { unify } from '../unify.ts'
import { itemsOf, stringOf } from '../value-access.ts'
import { notNull } from '../value-constructors.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import { FunctionError } from './function-error.ts'

/** The first value that is there: not null, and no empty string. */
const coalesce = defineFunction({
  name: 'coalesce',
  passesOn: true,
  params: [],
  variadic: { name: 'vals', type: dynamicType, accepts: ['null', 'unknown', 'any-type'], marks: 'elements' },
  returns: args => {
    const type = unify(args.map(value => value.type))
    if (type === undefined) throw new FunctionError(undefined, 'all arguments must have the same type')
    return type
  },
  call: (args, _context, type) => {
    for (const value of args) {
      const candidate = tryConvert(value, type)
      // One that is not of the common type after all is passed over.
      if (candidate === undefined) continue
      if (candidate.state === 'null' || stringOf(candidate) === '') continue
      // It may still turn out to be null or empty, and then something else is chosen; a known start rules that out.
      if (candidate.state === 'unknown' && candidate.refinement.prefix === undefined)
        return { ...candidate, refinement: notNull }
      return candidate
    }
    throw new FunctionError(undefined, 'no non-null, non-empty-string arguments')
  },
})

const coalescelist = defineFunction({
  name: 'coalescelist',
  passesOn: true,
  params: [],
  variadic: { name: 'vals', type: dynamicType, accepts: ['null', 'unknown', 'any-type'], marks: 'elements' },
  returns: args => {
    const [first] = args
    if (first === undefined) throw new FunctionError(undefined, 'at least one argument is required')
    for (const value of args) {
      if (value.state === 'unknown') return dynamicType
      if (value.type.kind !== 'list' && value.type.kind !== 'tuple')
        throw new FunctionError(undefined, 'coalescelist arguments must be lists or tuples')
    }
    return first.type
  },
  call: args => {
    for (const value of args) {
      if (value.state === 'unknown') return unknownResult(dynamicType, [value])
      if ((itemsOf(value)?.length ?? 0) > 0) return value
    }
    throw new FunctionError(undefined, 'no non-null arguments')
  },
})

export const chooseFunctions: readonly HclFunction[] = [coalesce, coalescelist]
