import type { Features } from './features.ts'

/** How alike two sides' entities are. */
export interface Similarity {
  /** From 0 to 1. */
  readonly score: (one: number, other: number) => number
  /** What two of them share, the most telling first. */
  readonly shared: (one: number, other: number) => readonly string[]
}

/** More pairs than this are not compared: nothing is alike then. */
const mostPairs = 9_000_000

/** Weighted overlap (Dice); a feature weighs the more the fewer have it. Found by way of the features, not pair by pair. */
export const similarityOf = (ones: readonly Features[], others: readonly Features[]): Similarity => {
  const owners = new Map<string, { readonly ones: number[]; readonly others: number[] }>()
  const note = (side: 'ones' | 'others') => (features: Features, index: number) => {
    for (const feature of features) {
      const found = owners.get(feature)
      if (found) found[side].push(index)
      else owners.set(feature, side === 'ones' ? { ones: [index], others: [] } : { ones: [], others: [index] })
    }
  }
  ones.forEach(note('ones'))
  others.forEach(note('others'))
  const all = ones.length + others.length
  const weights = new Map<string, number>()
  const width = others.length
  const sums = new Float64Array(ones.length * width <= mostPairs ? ones.length * width : 0)
  for (const [feature, { ones: here, others: there }] of owners) {
    const weight = Math.log(1 + all / (Math.max(here.length, there.length) * 2))
    weights.set(feature, weight)
    if (sums.length === 0) continue
    for (const one of here)
      for (const other of there) sums[one * width + other] = (sums[one * width + other] ?? 0) + weight * 2
  }
  const totalOf = (features: Features): number => {
    let total = 0
    for (const feature of features) total += weights.get(feature) ?? 0
    return total
  }
  const [oneTotals, otherTotals] = [ones.map(totalOf), others.map(totalOf)]
  const score = (one: number, other: number): number =>
    (sums[one * width + other] ?? 0) / ((oneTotals[one] ?? 0) + (otherTotals[other] ?? 0) || 1)
  const shared = (one: number, other: number): readonly string[] =>
    [...(ones[one] ?? [])]
      .filter(feature => others[other]?.has(feature))
      .sort((first, second) => (weights.get(second) ?? 0) - (weights.get(first) ?? 0) || (first < second ? -1 : 1))
  return { score, shared }
}
