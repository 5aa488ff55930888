import type { Line } from '../line.ts'

/** Lines, and where the terminal's own cursor belongs (input methods open their candidates there); counted from the first line. */
export interface Drawing {
  readonly lines: readonly Line[]
  readonly caret: { readonly x: number; readonly y: number } | undefined
}
