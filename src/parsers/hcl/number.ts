import type { BigFloat, FiniteFloat } from './big-float.ts'
import {
  addFinite,
  compareFinite,
  defaultPrecision,
  divideFinite,
  finiteFromFloat64,
  finiteToFloat64,
  multiplyFinite,
  negativeInfinity,
  positiveInfinity,
  roundTo,
  truncateFinite,
} from './big-float.ts'
import type { HclNumber } from './value.ts'

const isSmall = (value: number): boolean => Number.isSafeInteger(value)

/** The one representation of a number: a JavaScript number if it is whole and small, else a big float. */
const shrink = (value: FiniteFloat | undefined | 'overflow'): HclNumber | undefined => {
  if (value === undefined) return 0
  if (value === 'overflow') return undefined
  if (value.exponent >= 0 && value.exponent < 53) {
    const whole = Number(value.mantissa << BigInt(value.exponent))
    if (isSmall(whole)) return whole
  }
  return value
}

const infinite = (negative: boolean): BigFloat => (negative ? negativeInfinity : positiveInfinity)

/** A big float of a number that is neither zero nor infinite. */
const grow = (value: HclNumber): FiniteFloat | undefined => {
  if (typeof value === 'number') return finiteFromFloat64(value, defaultPrecision)
  return value.kind === 'finite' ? value : undefined
}

const isZero = (value: HclNumber): boolean => value === 0

export const isNegative = (value: HclNumber): boolean => {
  if (typeof value === 'number') return value < 0 || Object.is(value, -0)
  return value.kind === 'infinite' ? value.negative : value.mantissa < 0n
}

export const isInfinite = (value: HclNumber): boolean => typeof value !== 'number' && value.kind === 'infinite'

/** `mantissa × 2^exponent`, rounded to the precision; `undefined` when out of range. */
export const numberOf = (mantissa: bigint, exponent = 0, precision = defaultPrecision): HclNumber | undefined =>
  shrink(roundTo(mantissa, exponent, precision))

export const fromBigInt = (value: bigint): HclNumber => numberOf(value) ?? infinite(value < 0n)

/** Exactly this float64; it keeps the precision of one (53 bits) when it is printed. `undefined` for NaN. */
export const fromFloat64 = (value: number): HclNumber | undefined => {
  if (isSmall(value)) return value
  if (Number.isNaN(value)) return undefined
  if (!Number.isFinite(value)) return infinite(value < 0)
  return shrink(finiteFromFloat64(value))
}

export const toFloat64 = (value: HclNumber): number => {
  if (typeof value === 'number') return value
  if (value.kind === 'infinite') return value.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return finiteToFloat64(value)
}

export const isWhole = (value: HclNumber): boolean =>
  typeof value === 'number' || (value.kind === 'finite' && value.exponent >= 0)

/** The whole part, towards zero; `undefined` when infinite. */
export const toBigInt = (value: HclNumber): bigint | undefined => {
  if (typeof value === 'number') return BigInt(value)
  return value.kind === 'finite' ? truncateFinite(value) : undefined
}

/** A whole number within ±2^53; `undefined` for any other. */
export const toInteger = (value: HclNumber): number | undefined => (typeof value === 'number' ? value + 0 : undefined)

export const negate = (value: HclNumber): HclNumber => {
  if (typeof value === 'number') return -value
  return value.kind === 'infinite' ? infinite(!value.negative) : { ...value, mantissa: -value.mantissa }
}

export const absoluteOf = (value: HclNumber): HclNumber => (isNegative(value) ? negate(value) : value)

export const compareNumbers = (one: HclNumber, other: HclNumber): number => {
  if (typeof one === 'number' && typeof other === 'number') return one === other ? 0 : one < other ? -1 : 1
  if (isInfinite(one) || isInfinite(other)) {
    const rank = (value: HclNumber) => (isInfinite(value) ? (isNegative(value) ? -1 : 1) : 0)
    return Math.sign(rank(one) - rank(other))
  }
  const [first, second] = [grow(one), grow(other)]
  if (first === undefined) return isNegative(other) ? 1 : -1
  if (second === undefined) return isNegative(one) ? -1 : 1
  return compareFinite(first, second)
}

/** `undefined` where there is no answer: `Inf - Inf`, or out of range. The same goes for the other operations. */
export const add = (one: HclNumber, other: HclNumber): HclNumber | undefined => {
  if (typeof one === 'number' && typeof other === 'number') {
    const sum = one + other
    if (isSmall(sum)) return sum
  }
  if (isInfinite(one)) return isInfinite(other) && isNegative(one) !== isNegative(other) ? undefined : one
  if (isInfinite(other)) return other
  const [first, second] = [grow(one), grow(other)]
  if (first === undefined) return other
  if (second === undefined) return one
  return shrink(addFinite(first, second))
}

export const subtract = (one: HclNumber, other: HclNumber): HclNumber | undefined =>
  typeof one === 'number' && typeof other === 'number' && isSmall(one - other) ? one - other : add(one, negate(other))

export const multiply = (one: HclNumber, other: HclNumber): HclNumber | undefined => {
  if (typeof one === 'number' && typeof other === 'number') {
    const product = one * other
    if (isSmall(product)) return product
  }
  const negative = isNegative(one) !== isNegative(other)
  if (isInfinite(one) || isInfinite(other)) return isZero(one) || isZero(other) ? undefined : infinite(negative)
  const [first, second] = [grow(one), grow(other)]
  if (first === undefined || second === undefined) return negative ? -0 : 0
  return shrink(multiplyFinite(first, second))
}

/** Division by zero gives an infinity, `0 / 0` nothing. */
export const divide = (one: HclNumber, other: HclNumber): HclNumber | undefined => {
  if (typeof one === 'number' && typeof other === 'number' && other !== 0) {
    const quotient = one / other
    if (one % other === 0 && isSmall(quotient)) return quotient
  }
  const negative = isNegative(one) !== isNegative(other)
  if (isZero(other)) return isZero(one) ? undefined : infinite(negative)
  if (isInfinite(one)) return isInfinite(other) ? undefined : infinite(negative)
  if (isInfinite(other) || isZero(one)) return negative ? -0 : 0
  const [first, second] = [grow(one), grow(other)]
  return first === undefined || second === undefined ? undefined : shrink(divideFinite(first, second))
}

/** With the dividend's sign. As Terraform has it, `x % 0` is `x`, and an infinite operand makes the result infinite. */
export const modulo = (one: HclNumber, other: HclNumber): HclNumber | undefined => {
  if (typeof one === 'number' && typeof other === 'number' && one !== 0 && other !== 0) return (one % other) + 0
  if (isInfinite(one) || isInfinite(other)) return multiply(one, other)
  if (isZero(other) || isZero(one)) return one
  const quotient = divide(one, other)
  const whole = quotient === undefined ? undefined : toBigInt(quotient)
  if (whole === undefined) return undefined
  // Every step has the dividend's precision: what `pow` gave for a large power has too few bits for its last digits.
  const precision = typeof one === 'number' ? defaultPrecision : (grow(one)?.precision ?? defaultPrecision)
  const rounded = (value: HclNumber | undefined): HclNumber | undefined =>
    value === undefined || typeof value === 'number' || value.kind === 'infinite'
      ? value
      : numberOf(value.mantissa, value.exponent, precision)
  const times = rounded(fromBigInt(whole))
  const part = times === undefined ? undefined : rounded(multiply(other, times))
  return part === undefined ? undefined : rounded(subtract(one, part))
}
