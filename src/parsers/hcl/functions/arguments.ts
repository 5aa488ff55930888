import { isWhole, toBigInt, toFloat64 } from '../number.ts'
import type { HclNumber, HclValue } from '../value.ts'
import { entriesOf, itemsOf, numericOf, stringOf } from '../value-access.ts'
import { FunctionError } from './function-error.ts'

/** Access to arguments that are known to be known and of the parameter's type. */
export const textAt = (args: readonly HclValue[], index: number): string => stringOf(args[index]) ?? ''
export const numberAt = (args: readonly HclValue[], index: number): HclNumber => numericOf(args[index]) ?? 0
export const itemsAt = (args: readonly HclValue[], index: number): readonly HclValue[] => itemsOf(args[index]) ?? []

const noEntries: ReadonlyMap<string, HclValue> = new Map()
export const entriesAt = (args: readonly HclValue[], index: number): ReadonlyMap<string, HclValue> =>
  entriesOf(args[index]) ?? noEntries

const least = -(2n ** 63n)
const most = 2n ** 63n - 1n

/** A whole number of 64 bits, as a JavaScript number; `prefix` begins the error, which blames the argument if `blame`. */
export const integerAt = (args: readonly HclValue[], index: number, prefix = '', blame = false): number => {
  const value = numberAt(args, index)
  if (typeof value === 'number') return value + 0
  const whole = isWhole(value) ? toBigInt(value) : undefined
  if (whole === undefined || whole < least || whole > most)
    throw new FunctionError(
      blame ? index : undefined,
      `${prefix}value must be a whole number, between ${least} and ${most}`,
    )
  return Number(whole)
}

/** A whole number of any size. */
export const bigIntAt = (args: readonly HclValue[], index: number): bigint => {
  const value = numberAt(args, index)
  const whole = isWhole(value) ? toBigInt(value) : undefined
  if (whole === undefined) throw new FunctionError(undefined, 'value must be a whole number')
  return whole
}

export const floatAt = (args: readonly HclValue[], index: number): number => toFloat64(numberAt(args, index))
