import type { Command } from '../keymap.ts'

/** Where a moving command leads from `at`, within `0…last`; `undefined` when the command does not move. */
export const moved = (command: Command, at: number, last: number, rows: number): number | undefined => {
  const half = Math.max(1, Math.floor(rows / 2))
  const target: Partial<Record<Command, number>> = {
    down: at + 1,
    up: at - 1,
    'half-down': at + half,
    'half-up': at - half,
    'page-down': at + Math.max(1, rows - 1),
    'page-up': at - Math.max(1, rows - 1),
    first: 0,
    last,
  }
  const to = target[command]
  return to === undefined ? undefined : Math.min(Math.max(0, to), Math.max(0, last))
}
