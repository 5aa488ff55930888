/** A sequence of choices that is the same for the same seed (mulberry32). */
export interface Random {
  /** A whole number from 0 up to and without `below`. */
  readonly below: (limit: number) => number
  readonly pick: <T>(choices: readonly T[]) => T
  readonly shuffled: <T>(items: readonly T[]) => readonly T[]
}

export const randomOf = (seed: number): Random => {
  let state = (seed + 0x9e3779b9) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const pick = <T>(choices: readonly T[]): T => {
    if (choices.length === 0) throw new Error('nothing to choose from')
    return choices[below(choices.length)] as T
  }
  const shuffled = <T>(items: readonly T[]): readonly T[] => {
    const left = [...items]
    return items.map(() => left.splice(below(left.length), 1)[0] as T)
  }
  return { below, pick, shuffled }
}
