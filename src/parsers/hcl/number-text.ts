import { absolute, bitLength, defaultPrecision, type FiniteFloat, positiveInfinity } from './big-float.ts'
import { isNegative, numberOf, toBigInt } from './number.ts'
import type { HclNumber } from './value.ts'

/** `0.digits × 10^point`, without leading or trailing zeros; zero has no digits. */
export interface Decimal {
  readonly digits: string
  readonly point: number
}

const decimalPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eEpP])([+-]?\d+))?$/
const maximumDecimalExponent = 19_700

const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent)

/** A non-negative rational, rounded to the precision. */
const ratio = (numerator: bigint, denominator: bigint, negative: boolean, exponent = 0): HclNumber | undefined => {
  if (numerator === 0n) return negative ? -0 : 0
  const shift = Math.max(0, defaultPrecision + 2 + bitLength(denominator) - bitLength(numerator))
  const scaled = numerator << BigInt(shift)
  const quotient = (scaled / denominator) * 2n + (scaled % denominator === 0n ? 0n : 1n)
  return numberOf(negative ? -quotient : quotient, exponent - shift - 1)
}

/** A number written in decimal, with an optional sign, fraction and exponent; `undefined` for any other text and for what is out of range. */
export const parseNumber = (text: string): HclNumber | undefined => {
  // The common case: a few digits, nothing else.
  if (text.length < 16 && /^\d+$/.test(text)) return Number(text)
  if (/^[+-]?inf$/i.test(text) && /inf|Inf/.test(text))
    return text.startsWith('-') ? { kind: 'infinite', negative: true } : positiveInfinity
  const match = decimalPattern.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', marker, exponentText = '0'] = match
  if (whole === '' && fraction === '') return undefined
  const negative = sign === '-'
  const digits = BigInt(whole + fraction)
  if (digits === 0n) return negative ? -0 : 0
  const isBinary = marker === 'p' || marker === 'P'
  const exponent = Number(exponentText)
  if (whole.length + fraction.length + Math.abs(exponent) > maximumDecimalExponent) return undefined
  const decimal = (isBinary ? 0 : exponent) - fraction.length
  if (decimal >= 0) return ratio(digits * powerOfTen(decimal), 1n, negative, isBinary ? exponent : 0)
  return ratio(digits, powerOfTen(-decimal), negative, isBinary ? exponent : 0)
}

const trimmed = (digits: string, point: number): Decimal => {
  let end = digits.length
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end -= 1
  return { digits: digits.slice(0, end), point: end === 0 ? 0 : point }
}

/** The shortest decimal that reads back as the same number at its precision. */
const shortestDecimal = (value: FiniteFloat): Decimal => {
  // mantissa × 2^exponent in units of half of the last bit that the precision holds
  const bits = absolute(value.mantissa)
  const shift = BigInt(value.precision + 1 - bitLength(bits))
  const center = bits << shift
  const exponent = value.exponent - Number(shift)
  const inclusive = (center & 2n) === 0n
  let numerator = exponent >= 0 ? center << BigInt(exponent) : center
  let margin = exponent >= 0 ? 1n << BigInt(exponent) : 1n
  let denominator = exponent >= 0 ? 1n : 1n << BigInt(-exponent)
  let point = Math.floor((value.exponent + bitLength(bits) - 1) * Math.LOG10E * Math.LN2) + 1
  if (point > 0) denominator *= powerOfTen(point)
  else {
    numerator *= powerOfTen(-point)
    margin *= powerOfTen(-point)
  }
  if (numerator >= denominator) {
    denominator *= 10n
    point += 1
  }
  let digits = ''
  while (true) {
    numerator *= 10n
    margin *= 10n
    let digit = numerator / denominator
    numerator -= digit * denominator
    if (numerator === 0n) {
      digits += digit
      break
    }
    const low = inclusive ? numerator <= margin : numerator < margin
    const upper = numerator + margin
    const high = inclusive ? upper >= denominator : upper > denominator
    if (!low && !high) {
      digits += digit
      continue
    }
    const twice = numerator * 2n
    const roundUp = high && (!low || twice > denominator || (twice === denominator && (digit & 1n) === 1n))
    if (roundUp) digit += 1n
    if (digit < 10n) digits += digit
    else {
      // A carry runs through the nines before it.
      const whole = (BigInt(`0${digits}`) + 1n).toString()
      if (whole.length > digits.length) point += 1
      digits = whole
    }
    break
  }
  return trimmed(digits, point)
}

/** Shortest digits of the absolute value; `undefined` when infinite. */
export const toDecimal = (value: HclNumber): Decimal | undefined => {
  if (typeof value === 'number') {
    const text = String(Math.abs(value))
    return value === 0 ? { digits: '', point: 0 } : trimmed(text, text.length)
  }
  return value.kind === 'finite' ? shortestDecimal(value) : undefined
}

const infinityText = (value: HclNumber): string => (isNegative(value) ? '-Inf' : '+Inf')

/** As Terraform prints a number: never with an exponent. */
export const printNumber = (value: HclNumber): string => {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  const decimal = toDecimal(value)
  if (decimal === undefined) return infinityText(value)
  const { digits, point } = decimal
  const sign = isNegative(value) ? '-' : ''
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length)
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** The absolute value's digits when it is rounded, half to even, to `decimals` places behind the point (negative: before it). */
export const roundDecimal = (value: HclNumber, decimals: number): Decimal | undefined => {
  const isFloat = typeof value !== 'number'
  if (isFloat && value.kind === 'infinite') return undefined
  let numerator = absolute(isFloat ? value.mantissa : (toBigInt(value) ?? 0n))
  let denominator = 1n
  if (isFloat && value.exponent >= 0) numerator <<= BigInt(value.exponent)
  else if (isFloat) denominator <<= BigInt(-value.exponent)
  if (decimals >= 0) numerator *= powerOfTen(decimals)
  else denominator *= powerOfTen(-decimals)
  const rest = (numerator % denominator) * 2n
  let quotient = numerator / denominator
  if (rest > denominator || (rest === denominator && (quotient & 1n) === 1n)) quotient += 1n
  const digits = quotient === 0n ? '' : quotient.toString()
  return trimmed(digits, digits.length - decimals)
}
