/** A number as `fraction × 2^exponent` with a fraction in [0.5, 1). */
const split = (value: number): readonly [fraction: number, exponent: number] => {
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(value))) + 1)
  let fraction = value * 2 ** -exponent
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2
    exponent -= 1
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2
    exponent += 1
  }
  return [fraction, exponent]
}

/** Exact but for the last step, also where the result is subnormal. */
const scale = (value: number, exponent: number): number => {
  if (exponent > 2200) return value * Number.POSITIVE_INFINITY
  if (exponent < -2200) return value * 0
  const half = Math.trunc(exponent / 2)
  return value * 2 ** half * 2 ** (exponent - half)
}

const unit = 1n << 160n
const ln2 = 1013035739299659071135698605846798551586536899366n

/** `e^x` from its series in whole numbers, so that the result is the nearest float more often than with `Math.exp`. */
const exponential = (x: number): number => {
  const shift = Math.round(x / Math.LN2)
  const [fraction, exponent] = x === 0 ? [0, 0] : split(x)
  const scaled = BigInt(fraction * 2 ** 53) * unit
  const rest =
    (exponent >= 53 ? scaled << BigInt(exponent - 53) : scaled >> BigInt(53 - exponent)) - BigInt(shift) * ln2
  let term = unit
  let sum = unit
  for (let n = 1n; term !== 0n && term !== -1n; n += 1n) {
    term = (term * rest) / (n * unit)
    sum += term
  }
  return scale(Number(sum) / 2 ** 160, shift)
}

/**
 * `base^exponent` by repeated squaring, as the C and Go libraries calculate it: JavaScript's own operator is off in the last digit for
 * some powers (`10 ** -5`).
 */
export const power = (base: number, exponent: number): number => {
  if (exponent === 0 || base === 1) return 1
  if (base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent)) return base ** exponent
  if (exponent === 0.5) return Math.sqrt(base)
  if (exponent === -0.5) return 1 / Math.sqrt(base)
  const size = Math.abs(exponent)
  let whole = Math.trunc(size)
  let rest = size - whole
  if (rest !== 0 && base < 0) return Number.NaN
  if (whole >= 2 ** 63) return base ** exponent
  let result = 1
  let shift = 0
  if (rest !== 0) {
    if (rest > 0.5) {
      rest -= 1
      whole += 1
    }
    result = exponential(rest * Math.log(base))
  }
  let [factor, factorShift] = split(base)
  for (let bits = BigInt(whole); bits !== 0n; bits >>= 1n) {
    if (Math.abs(factorShift) > 4096) {
      shift += factorShift
      break
    }
    if ((bits & 1n) === 1n) {
      result *= factor
      shift += factorShift
    }
    factor *= factor
    factorShift *= 2
    if (factor < 0.5) {
      factor += factor
      factorShift -= 1
    }
  }
  return exponent < 0 ? scale(1 / result, -shift) : scale(result, shift)
}
