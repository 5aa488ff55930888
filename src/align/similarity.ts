import type { Features } from './features.ts'

/** How alike two sides' entities are, from 0 to 1; pairs that share nothing telling are absent. */
export interface Similarity {
  readonly scores: readonly ReadonlyMap<number, number>[]
  /** What two of them share, the most telling first. */
  readonly shared: (one: number, other: number) => readonly string[]
}

/** More pairs than this share a feature: it tells nothing apart. */
const tooCommon = 250_000

/** Weighted overlap (Dice); a feature weighs the more the fewer have it. Found by way of the features, not pair by pair. */
export const similarityOf = (ones: readonly Features[], others: readonly Features[]): Similarity => {
  const owners = new Map<string, { readonly ones: number[]; readonly others: number[] }>()
  const note = (side: 'ones' | 'others') => (features: Features, index: number) => {
    for (const feature of features) {
      const found = owners.get(feature) ?? { ones: [], others: [] }
      owners.set(feature, found)
      found[side].push(index)
    }
  }
  ones.forEach(note('ones'))
  others.forEach(note('others'))
  const all = ones.length + others.length
  const weightOf = (feature: string): number => {
    const found = owners.get(feature)
    // In both sides once each is as telling as it gets; on one side only it weighs as much.
    const count = found ? Math.max(found.ones.length, found.others.length, 1) * 2 : 2
    return Math.log(1 + all / count)
  }
  const weights = new Map([...owners.keys()].map(feature => [feature, weightOf(feature)]))
  const totalOf = (features: Features): number => {
    let total = 0
    for (const feature of features) total += weights.get(feature) ?? 0
    return total
  }
  const [oneTotals, otherTotals] = [ones.map(totalOf), others.map(totalOf)]
  const scores = ones.map(() => new Map<number, number>())
  for (const [feature, { ones: here, others: there }] of owners) {
    if (here.length * there.length > tooCommon) continue
    const weight = (weights.get(feature) ?? 0) * 2
    for (const one of here) {
      const row = scores[one]
      if (row) for (const other of there) row.set(other, (row.get(other) ?? 0) + weight)
    }
  }
  scores.forEach((row, one) => {
    for (const [other, weight] of row) row.set(other, weight / ((oneTotals[one] ?? 0) + (otherTotals[other] ?? 0)))
  })
  const shared = (one: number, other: number): readonly string[] =>
    [...(ones[one] ?? [])]
      .filter(feature => others[other]?.has(feature))
      .sort((first, second) => (weights.get(second) ?? 0) - (weights.get(first) ?? 0) || (first < second ? -1 : 1))
  return { scores, shared }
}
