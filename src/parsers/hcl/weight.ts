import type { HclValue } from './value.ts'

const weights = new WeakMap<HclValue, number>()

/**
 * How much it costs to go through all of a value, in units of the budget. Values share their parts: `[x, x]` in `[y, y]` … is small in
 * memory and exponential to go through, which is what this finds out without doing it.
 */
export const weightOf = (value: HclValue): number => {
  if (value.state === 'unknown' && value.cause.kind === 'template') return 1 + value.cause.parts.length
  if (value.state !== 'known') return 1
  const { data } = value
  if (typeof data === 'string') return 1 + (data.length >> 2)
  if (typeof data !== 'object') return 1
  if ('kind' in data) return data.kind === 'finite' ? 1 + (Math.abs(data.exponent) >> 3) : 1
  let weight = weights.get(value)
  if (weight === undefined) {
    weight = 1
    // A map that works out its entries on demand is left alone.
    if (data instanceof Map && Object.getPrototypeOf(data) !== Map.prototype) weight += data.size
    else for (const part of data.values() as Iterable<HclValue>) weight += weightOf(part)
    weights.set(value, weight)
  }
  return weight
}
