import { assign } from './assignment.ts'
import type { Features } from './features.ts'
import { type Similarity, similarityOf } from './similarity.ts'

/** What was found among entities that no name tells apart, by index. */
export interface Alike {
  readonly paired: readonly { readonly one: number; readonly other: number; readonly because: string }[]
  /** Groups in which another pairing would be as good. */
  readonly ambiguous: readonly {
    readonly ones: readonly number[]
    readonly others: readonly number[]
    readonly because: string
  }[]
}

/** Below this two entities have less in common than they differ. */
const alikeEnough = 0.35
/** A block with more pairs than this is matched best first. */
const largestBlock = 4_000_000
const margin = 1e-9

/** Blocks of entities that are connected by likeness: what is in different blocks need not be compared. */
const blocksOf = (
  ones: number,
  others: number,
  score: Similarity['score'],
): readonly { readonly ones: readonly number[]; readonly others: readonly number[] }[] => {
  const [free, freeThere] = [new Set(range(ones)), new Set(range(others))]
  const blocks: { ones: number[]; others: number[] }[] = []
  for (const start of range(ones)) {
    if (!free.delete(start)) continue
    const block = { ones: [start], others: [] as number[] }
    for (let next = 0; next < block.ones.length; next++) {
      const one = block.ones[next] ?? start
      for (const other of freeThere) {
        if (score(one, other) < alikeEnough) continue
        freeThere.delete(other)
        block.others.push(other)
        for (const further of free)
          if (score(further, other) >= alikeEnough) {
            free.delete(further)
            block.ones.push(further)
          }
      }
    }
    if (block.others.length === 0) continue
    block.others.sort((first, second) => first - second)
    block.ones.sort((first, second) => first - second)
    blocks.push(block)
  }
  return blocks
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

/** Pairs what is most alike, so that the sum of likeness is greatest; says where another pairing would be as good. */
export const matchAlike = (ones: readonly Features[], others: readonly Features[]): Alike => {
  const { score: scoreOf, shared } = similarityOf(ones, others)
  const paired: { one: number; other: number; because: string }[] = []
  const ambiguous: { ones: number[]; others: number[]; because: string }[] = []
  const because = (one: number, other: number): string => `alike in ${shared(one, other).slice(0, 2).join(' and ')}`
  for (const block of blocksOf(ones.length, others.length, scoreOf)) {
    const chosen =
      block.ones.length * block.others.length > largestBlock
        ? bestFirst(block, scoreOf)
        : assign(block.ones.map(one => block.others.map(other => 1 - scoreOf(one, other)))).flatMap((column, row) => {
            const [one, other] = [block.ones[row], block.others[column]]
            return one === undefined || other === undefined ? [] : [[one, other] as const]
          })
    const kept = chosen.filter(([one, other]) => scoreOf(one, other) >= alikeEnough)
    const free = {
      ones: without(
        block.ones,
        kept.map(([one]) => one),
      ),
      others: without(
        block.others,
        kept.map(([, other]) => other),
      ),
    }
    for (const group of tiedGroups(kept, free, scoreOf)) {
      const [first] = group.pairs
      if (first === undefined) continue
      const [one, other] = first
      if (group.pairs.length === 1 && group.ones.length === 0 && group.others.length === 0)
        paired.push({ one, other, because: because(one, other) })
      else
        ambiguous.push({
          ones: [...group.pairs.map(([index]) => index), ...group.ones],
          others: [...group.pairs.map(([, index]) => index), ...group.others],
          because: because(one, other),
        })
    }
  }
  return { paired, ambiguous }
}

const without = (all: readonly number[], taken: readonly number[]): readonly number[] => {
  const gone = new Set(taken)
  return all.filter(each => !gone.has(each))
}

const bestFirst = (
  block: { readonly ones: readonly number[]; readonly others: readonly number[] },
  scoreOf: Similarity['score'],
): readonly (readonly [number, number])[] => {
  const all = block.ones.flatMap(one =>
    block.others.flatMap(other => {
      const score = scoreOf(one, other)
      return score >= alikeEnough ? [{ one, other, score }] : []
    }),
  )
  all.sort((first, second) => second.score - first.score || first.one - second.one || first.other - second.other)
  const [ones, others] = [new Set<number>(), new Set<number>()]
  return all.flatMap(({ one, other }) => {
    if (ones.has(one) || others.has(other)) return []
    ones.add(one)
    others.add(other)
    return [[one, other] as const]
  })
}

interface Tied {
  readonly pairs: (readonly [number, number])[]
  readonly ones: number[]
  readonly others: number[]
}

/** Pairs that could swap partners, or give theirs to one that has none, without a loss are one group. */
const tiedGroups = (
  pairs: readonly (readonly [number, number])[],
  free: { readonly ones: readonly number[]; readonly others: readonly number[] },
  scoreOf: (one: number, other: number) => number,
): readonly Tied[] => {
  const groupOf = pairs.map((_, index) => index)
  const find = (index: number): number => {
    let root = index
    while (groupOf[root] !== root) root = groupOf[root] as number
    return root
  }
  pairs.forEach(([one, other], index) => {
    const own = scoreOf(one, other)
    for (let twin = index + 1; twin < pairs.length; twin++) {
      const [second, secondOther] = pairs[twin] as readonly [number, number]
      const swapped = scoreOf(one, secondOther) + scoreOf(second, other)
      if (swapped >= own + scoreOf(second, secondOther) - margin) groupOf[find(twin)] = find(index)
    }
  })
  const groups = new Map<number, Tied>()
  pairs.forEach((pair, index) => {
    const root = find(index)
    const group = groups.get(root) ?? { pairs: [], ones: [], others: [] }
    groups.set(root, group)
    group.pairs.push(pair)
  })
  for (const one of free.ones) {
    const index = pairs.findIndex(([taken, other]) => scoreOf(one, other) >= scoreOf(taken, other) - margin)
    if (index >= 0) groups.get(find(index))?.ones.push(one)
  }
  for (const other of free.others) {
    const index = pairs.findIndex(([one, taken]) => scoreOf(one, other) >= scoreOf(one, taken) - margin)
    if (index >= 0) groups.get(find(index))?.others.push(other)
  }
  return [...groups.values()]
}
