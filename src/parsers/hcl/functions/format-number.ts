import { isInfinite, isNegative } from '../number.ts'
import type { Decimal } from '../number-text.ts'
import { roundDecimal, toDecimal } from '../number-text.ts'
import type { HclNumber } from '../value.ts'

/** One verb of a format string. */
export interface FormatVerb {
  /** The verb as written. */
  readonly raw: string
  /** In bytes, from the start of the format string. */
  readonly offset: number
  /** From 1. */
  readonly argument: number
  readonly mode: string
  readonly flags: string
  readonly width: number | undefined
  readonly precision: number | undefined
}

const has = (verb: FormatVerb, flag: string): boolean => verb.flags.includes(flag)

/** Sign, padding and digits put together, as Go's fmt does it. */
const padded = (verb: FormatVerb, sign: string, body: string, zeros: boolean): string => {
  const room = ' '.repeat(Math.max(0, (verb.width ?? 0) - sign.length - body.length))
  if (has(verb, '-')) return sign + body + room
  return zeros && has(verb, '0') ? sign + room.replaceAll(' ', '0') + body : room + sign + body
}

const signOf = (verb: FormatVerb, negative: boolean): string =>
  negative ? '-' : has(verb, '+') ? '+' : has(verb, ' ') ? ' ' : ''

const radix: Readonly<Record<string, number>> = { b: 2, d: 10, o: 8, x: 16, X: 16 }
const prefixes: Readonly<Record<string, string>> = { b: '0b', o: '0', x: '0x', X: '0X' }

/** `%b`, `%d`, `%o`, `%x`, `%X`. */
export const formatInteger = (verb: FormatVerb, value: bigint): string => {
  // Go prints nothing at all then, not even the padding.
  if (verb.precision === 0 && value === 0n) return ''
  let digits = (value < 0n ? -value : value).toString(radix[verb.mode] ?? 10)
  if (verb.mode === 'X') digits = digits.toUpperCase()
  digits = digits.padStart(verb.precision ?? 0, '0')
  const prefix = has(verb, '#') ? (prefixes[verb.mode] ?? '') : ''
  return padded(verb, signOf(verb, value < 0n) + prefix, digits, verb.precision === undefined)
}

const scientific = ({ digits, point }: Decimal, decimals: number, letter: string): string => {
  const exponent = digits === '' ? 0 : point - 1
  const fraction = digits.slice(1).padEnd(decimals, '0')
  const size = String(Math.abs(exponent)).padStart(2, '0')
  return `${digits.charAt(0) || '0'}${decimals > 0 ? `.${fraction}` : ''}${letter}${exponent < 0 ? '-' : '+'}${size}`
}

const positional = ({ digits, point }: Decimal, decimals: number): string => {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  const fraction = ('0'.repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point))).padEnd(decimals, '0')
  return decimals > 0 ? `${whole}.${fraction.slice(0, decimals)}` : whole
}

/** Rounded to so many significant digits. */
const significant = (value: HclNumber, exact: Decimal, count: number): Decimal =>
  exact.digits === '' ? exact : (roundDecimal(value, count - exact.point) ?? exact)

const general = (value: HclNumber, exact: Decimal, precision: number | undefined, letter: string): string => {
  const count = precision === undefined ? undefined : Math.max(1, precision)
  const decimal = count === undefined ? exact : significant(value, exact, count)
  const { digits, point } = decimal
  // Without a precision the digits are the shortest ones, but six still decide about the notation.
  const limit = count === undefined ? 6 : count > digits.length && digits.length >= point ? digits.length : count
  const exponent = point - 1
  if (digits !== '' && (exponent < -4 || exponent >= limit)) return scientific(decimal, digits.length - 1, letter)
  return positional(decimal, Math.max(0, digits.length - point))
}

/** `%g` without anything else, which is also what `%v` makes of numbers. */
export const generalText = (value: HclNumber): string => {
  const exact = toDecimal(value)
  if (exact === undefined) return isNegative(value) ? '-Inf' : '+Inf'
  return (isNegative(value) ? '-' : '') + general(value, exact, undefined, 'e')
}

/** `%e`, `%E`, `%f`, `%g`, `%G`. */
export const formatFloat = (verb: FormatVerb, value: HclNumber): string => {
  const exact = toDecimal(value)
  if (exact === undefined || isInfinite(value))
    return padded(verb, isNegative(value) ? '-' : has(verb, ' ') ? ' ' : '+', 'Inf', false)
  const decimals = verb.precision ?? 6
  let body: string
  if (verb.mode === 'f') body = positional(roundDecimal(value, decimals) ?? exact, decimals)
  else if (verb.mode === 'e' || verb.mode === 'E')
    body = scientific(significant(value, exact, decimals + 1), decimals, verb.mode)
  else body = general(value, exact, verb.precision, verb.mode === 'G' ? 'E' : 'e')
  return padded(verb, signOf(verb, isNegative(value)), body, true)
}
