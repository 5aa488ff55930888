import { tryConvert } from '../convert.ts'
import { goQuote } from '../go-quote.ts'
import * as numbers from '../number.ts'
import { dynamicType, listType, numberType } from '../type.ts'
import { typeName } from '../type-name.ts'
import type { HclNumber, HclValue } from '../value.ts'
import { findUnknown, itemsOf, numericOf } from '../value-access.ts'
import { knownNumber, listOf } from '../value-constructors.ts'
import { floatAt, integerAt, itemsAt, numberAt, textAt } from './arguments.ts'
import type { HclFunction, Parameter } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import { FunctionError } from './function-error.ts'
import { power } from './power.ts'

const number = (name: string): Parameter => ({ name, type: numberType })

const mapNumber = (name: string, map: (value: HclNumber) => HclNumber): HclFunction =>
  defineFunction({
    name,
    params: [number('num')],
    returns: numberType,
    call: args => knownNumber(map(numberAt(args, 0))),
  })

const roundTowards = (value: HclNumber, direction: 1 | -1): HclNumber => {
  if (numbers.isInfinite(value)) return value
  if (typeof value === 'number') return value + 0
  const whole = numbers.toBigInt(value) ?? 0n
  const isPast = !numbers.isWhole(value) && numbers.isNegative(value) === (direction === -1)
  return numbers.fromBigInt(isPast ? whole + BigInt(direction) : whole)
}

const throughFloat = (name: string, second: string, calculate: (one: number, other: number) => number): HclFunction =>
  defineFunction({
    name,
    params: [number('num'), number(second)],
    returns: numberType,
    call: args => {
      const result = numbers.fromFloat64(calculate(floatAt(args, 0), floatAt(args, 1)))
      if (result === undefined) throw new FunctionError(undefined, 'the result is not a number')
      return knownNumber(result)
    },
  })

const extreme = (name: string, sign: 1 | -1): HclFunction =>
  defineFunction({
    name,
    params: [],
    variadic: number('numbers'),
    returns: numberType,
    call: args => {
      if (args.length === 0) throw new FunctionError(undefined, 'must pass at least one number')
      let best = numberAt(args, 0)
      for (const index of args.keys()) {
        const candidate = numberAt(args, index)
        if (numbers.compareNumbers(candidate, best) * sign > 0) best = candidate
      }
      return knownNumber(best)
    },
  })

const signum = defineFunction({
  name: 'signum',
  params: [number('num')],
  returns: numberType,
  call: args => knownNumber(Math.sign(integerAt(args, 0))),
})

const digitValue = (character: string, base: number): number => {
  const code = character.charCodeAt(0)
  if (code >= 48 && code <= 57) return code - 48
  if (code >= 97 && code <= 122) return code - 97 + 10
  // Up to base 36 the case of letters does not matter; above it capitals are the higher digits.
  if (code >= 65 && code <= 90) return code - 65 + (base <= 36 ? 10 : 36)
  return Number.POSITIVE_INFINITY
}

const parseInteger = (text: string, base: number): bigint | undefined => {
  const match = /^([+-]?)([0-9A-Za-z]+)$/.exec(text)
  if (match === null) return undefined
  const [, sign, digits = ''] = match
  if ([...digits].some(digit => digitValue(digit, base) >= base)) return undefined
  const whole = base === 10 ? BigInt(digits) : inBase(digits, base)
  return sign === '-' ? -whole : whole
}

/** Halves, so that long texts cost less than the square of their length. */
const inBase = (digits: string, base: number): bigint => {
  if (digits.length <= 8) {
    let value = 0
    for (const digit of digits) value = value * base + digitValue(digit, base)
    return BigInt(value)
  }
  const middle = digits.length >> 1
  return (
    inBase(digits.slice(0, middle), base) * BigInt(base) ** BigInt(digits.length - middle) +
    inBase(digits.slice(middle), base)
  )
}

const parseint = defineFunction({
  name: 'parseint',
  params: [
    { name: 'number', type: dynamicType },
    { name: 'base', type: numberType },
  ],
  returns: ([value]) => {
    if (value !== undefined && value.type.kind !== 'string')
      throw new FunctionError(0, `first argument must be a string, not ${typeName(value.type)}`)
    return numberType
  },
  call: (args, { budget }) => {
    const base = integerAt(args, 1, '', true)
    if (base < 2 || base > 62) throw new FunctionError(1, 'base must be a whole number between 2 and 62 inclusive')
    budget.spend(textAt(args, 0).length)
    const parsed = parseInteger(textAt(args, 0), base)
    if (parsed === undefined)
      throw new FunctionError(0, `cannot parse ${goQuote(textAt(args, 0))} as a base ${base} integer`)
    return knownNumber(numbers.fromBigInt(parsed))
  },
})

const sum = defineFunction({
  name: 'sum',
  params: [{ name: 'list', type: dynamicType }],
  returns: numberType,
  call: args => {
    const [list] = args
    if (list === undefined || itemsOf(list) === undefined) {
      const kind = list?.type.kind
      throw new FunctionError(
        0,
        kind === 'map' || kind === 'object'
          ? `argument must be list, set, or tuple. Received ${list === undefined ? '' : typeName(list.type)}`
          : 'cannot sum noniterable',
      )
    }
    const items = itemsAt(args, 0)
    if (items.length === 0) throw new FunctionError(0, 'cannot sum an empty list')
    if (findUnknown(list) !== undefined) return unknownResult(numberType, args)
    let total: HclNumber | undefined
    for (const item of items) {
      const value = item.state === 'null' ? undefined : numericOf(tryConvert(item, numberType))
      if (value === undefined) throw new FunctionError(0, 'argument must be list, set, or tuple of number values')
      total = total === undefined ? value : numbers.add(total, value)
      if (total === undefined) throw new FunctionError(undefined, "can't compute sum of opposing infinities")
    }
    return knownNumber(total ?? 0)
  },
})

const limits = (args: readonly HclValue[]): readonly [start: HclNumber, end: HclNumber, step: HclNumber] => {
  const [one, two] = [numberAt(args, 0), numberAt(args, 1)]
  if (args.length === 1) return [0, one, numbers.compareNumbers(one, 0) < 0 ? -1 : 1]
  if (args.length === 2) return [one, two, numbers.compareNumbers(two, one) < 0 ? -1 : 1]
  if (args.length === 3) return [one, two, numberAt(args, 2)]
  throw new FunctionError(undefined, 'must have one, two, or three arguments')
}

const range = defineFunction({
  name: 'range',
  params: [],
  variadic: number('params'),
  returns: listType(numberType),
  call: args => {
    const [start, end, step] = limits(args)
    if (step === 0) throw new FunctionError(2, 'step must not be zero')
    const down = numbers.isNegative(step)
    const order = numbers.compareNumbers(end, start)
    if (down && order > 0) throw new FunctionError(1, 'end must be less than start when step is negative')
    if (!down && order < 0) throw new FunctionError(1, 'end must be greater than start when step is positive')
    const values: HclValue[] = []
    let current: HclNumber | undefined = start
    while (
      current !== undefined &&
      (down ? numbers.compareNumbers(current, end) > 0 : numbers.compareNumbers(current, end) < 0)
    ) {
      if (values.length >= 1024)
        throw new FunctionError(
          undefined,
          'more than 1024 values were generated; either decrease the difference between start and end or use a smaller step',
        )
      values.push(knownNumber(current))
      current = numbers.add(current, step)
    }
    return listOf(numberType, values)
  },
})

export const numberFunctions: readonly HclFunction[] = [
  mapNumber('abs', value => numbers.absoluteOf(value)),
  mapNumber('ceil', value => roundTowards(value, 1)),
  mapNumber('floor', value => roundTowards(value, -1)),
  throughFloat('log', 'base', (value, base) => Math.log(value) / Math.log(base)),
  throughFloat('pow', 'power', power),
  signum,
  extreme('max', 1),
  extreme('min', -1),
  parseint,
  sum,
  range,
]
