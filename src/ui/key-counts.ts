import type { Command } from './keymap.ts'
import type { Key } from './keys.ts'

/** Commands that a count repeats. */
const repeated: readonly Command[] = [
  'up',
  'down',
  'half-up',
  'half-down',
  'page-up',
  'page-down',
  'next-item',
  'previous-item',
  'next-place',
  'previous-place',
  'next-match',
  'previous-match',
  'next-request',
  'previous-request',
  'walk',
  'walk-back',
]
const mostTimes = 9999

/** The count so far with one more digit; `undefined` when the key is none. */
export const countWith = (count: number | undefined, key: Key): number | undefined => {
  const digit = 'name' in key ? /^alt-(\d)$/.exec(key.name)?.[1] : undefined
  return digit === undefined ? undefined : Math.min(mostTimes, (count ?? 0) * 10 + Number(digit))
}

export const isRepeated = (command: Command): boolean => repeated.includes(command)
