/**
 * Binary floating point with a mantissa of up to `precision` bits, rounded half to even: the arithmetic of Terraform's numbers
 * (literals have 512 bits, results of float64 functions 53). Zero is never a BigFloat; it is the JavaScript number 0 or -0.
 */
export type BigFloat = FiniteFloat | InfiniteFloat

export interface FiniteFloat {
  readonly kind: 'finite'
  /** Signed and odd; the value is `mantissa × 2^exponent`. */
  readonly mantissa: bigint
  readonly exponent: number
  readonly precision: number
}

export interface InfiniteFloat {
  readonly kind: 'infinite'
  readonly negative: boolean
}

export const defaultPrecision = 512
/** Results beyond 2^±this are out of range, so that printing one ends (about 20,000 digits). Terraform's own limit is 2^31. */
const maximumExponent = 2 ** 16

export const positiveInfinity: InfiniteFloat = { kind: 'infinite', negative: false }
export const negativeInfinity: InfiniteFloat = { kind: 'infinite', negative: true }

export const absolute = (value: bigint): bigint => (value < 0n ? -value : value)

export const bitLength = (value: bigint): number => {
  if (value === 0n) return 0
  const hex = absolute(value).toString(16)
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex.slice(0, 1), 16)) - 28)
}

/** 2^position of the value's first bit, exclusive: the value lies in [2^(magnitude-1), 2^magnitude). */
export const magnitude = (value: FiniteFloat): number => bitLength(value.mantissa) + value.exponent

const trailingZeros = (value: bigint): number => bitLength(value & -value) - 1

/**
 * `mantissa × 2^exponent` (plus a positive bit below everything if `sticky`) rounded to `precision` bits;
 * `undefined` when it is zero, `'overflow'` when it is out of range.
 */
export const roundTo = (
  mantissa: bigint,
  exponent: number,
  precision: number,
  sticky = false,
): FiniteFloat | undefined | 'overflow' => {
  if (mantissa === 0n) return undefined
  const negative = mantissa < 0n
  let bits = absolute(mantissa)
  let scale = exponent
  const excess = bitLength(bits) - precision
  if (excess > 0) {
    const shift = BigInt(excess)
    const rest = bits - ((bits >> shift) << shift)
    const half = 1n << (shift - 1n)
    bits >>= shift
    scale += excess
    if (rest > half || (rest === half && (sticky || (bits & 1n) === 1n))) bits += 1n
  }
  const zeros = trailingZeros(bits)
  bits >>= BigInt(zeros)
  scale += zeros
  const size = bitLength(bits) + scale
  if (size > maximumExponent) return 'overflow'
  if (size < -maximumExponent) return undefined
  return { kind: 'finite', mantissa: negative ? -bits : bits, exponent: scale, precision }
}

export const addFinite = (one: FiniteFloat, other: FiniteFloat): FiniteFloat | undefined | 'overflow' => {
  const precision = Math.max(one.precision, other.precision)
  const [high, low] = magnitude(one) >= magnitude(other) ? [one, other] : [other, one]
  // Far below the last bit that can matter, only the direction of the smaller operand counts.
  const gap = high.exponent - low.exponent
  if (gap > 2 * precision + 8 && magnitude(low) < high.exponent - precision - 8) {
    const room = precision + 8
    const nudge = low.mantissa < 0n ? -1n : 1n
    return roundTo((high.mantissa << BigInt(room)) + nudge, high.exponent - room, precision)
  }
  const exponent = Math.min(one.exponent, other.exponent)
  const sum = (one.mantissa << BigInt(one.exponent - exponent)) + (other.mantissa << BigInt(other.exponent - exponent))
  return roundTo(sum, exponent, precision)
}

/** Products keep the bits they need, up to 512, even when both factors have less. */
export const multiplyFinite = (one: FiniteFloat, other: FiniteFloat): FiniteFloat | undefined | 'overflow' => {
  const product = roundTo(one.mantissa * other.mantissa, one.exponent + other.exponent, defaultPrecision)
  if (product === undefined || product === 'overflow') return product
  return { ...product, precision: Math.max(one.precision, other.precision, bitLength(product.mantissa)) }
}

export const divideFinite = (one: FiniteFloat, other: FiniteFloat): FiniteFloat | undefined | 'overflow' => {
  const precision = Math.max(one.precision, other.precision)
  const shift = Math.max(0, precision + 2 + bitLength(other.mantissa) - bitLength(one.mantissa))
  const numerator = absolute(one.mantissa) << BigInt(shift)
  const denominator = absolute(other.mantissa)
  const quotient = numerator / denominator
  const negative = one.mantissa < 0n !== other.mantissa < 0n
  // Double the quotient to make room for a bit that says "more follows".
  const extended = quotient * 2n + (numerator % denominator === 0n ? 0n : 1n)
  return roundTo(negative ? -extended : extended, one.exponent - other.exponent - shift - 1, precision)
}

/** Towards zero. */
export const truncateFinite = (value: FiniteFloat): bigint => {
  if (value.exponent >= 0) return value.mantissa << BigInt(value.exponent)
  const shift = BigInt(-value.exponent)
  return value.mantissa < 0n ? -(-value.mantissa >> shift) : value.mantissa >> shift
}

export const compareFinite = (one: FiniteFloat, other: FiniteFloat): number => {
  const negative = one.mantissa < 0n
  if (negative !== other.mantissa < 0n) return negative ? -1 : 1
  const difference = magnitude(one) - magnitude(other)
  if (difference !== 0) return difference > 0 === negative ? -1 : 1
  const exponent = Math.min(one.exponent, other.exponent)
  const first = one.mantissa << BigInt(one.exponent - exponent)
  const second = other.mantissa << BigInt(other.exponent - exponent)
  return first === second ? 0 : first < second ? -1 : 1
}

/** The nearest float64, half to even; infinite beyond its range. */
export const finiteToFloat64 = (value: FiniteFloat): number => {
  const size = magnitude(value)
  const sign = value.mantissa < 0n ? -1 : 1
  if (size > 1024) return sign * Number.POSITIVE_INFINITY
  // Subnormal numbers have fewer bits: the last one is 2^-1074.
  const bits = Math.min(53, size + 1074)
  if (bits < 0) return sign * 0
  if (bits === 0) return absolute(value.mantissa) === 1n ? sign * 0 : sign * 2 ** -1074
  const rounded = roundTo(value.mantissa, value.exponent, bits)
  if (rounded === undefined || rounded === 'overflow') return sign * 0
  const mantissa = Number(rounded.mantissa)
  return rounded.exponent < -1022
    ? mantissa * 2 ** -1022 * 2 ** (rounded.exponent + 1022)
    : mantissa * 2 ** rounded.exponent
}

/** Exactly the given finite float64, which must not be zero. */
export const finiteFromFloat64 = (value: number, precision = 53): FiniteFloat | undefined => {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const high = view.getUint32(0)
  const biased = (high >>> 20) & 0x7ff
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(view.getUint32(4))
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n)
  const rounded = roundTo(value < 0 ? -mantissa : mantissa, Math.max(biased, 1) - 1075, Math.max(53, precision))
  return rounded === undefined || rounded === 'overflow' ? undefined : { ...rounded, precision }
}
