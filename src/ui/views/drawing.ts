import type { Line } from '../line.ts'
import type { Caret } from '../place-pieces.ts'

/** Lines, and where the terminal's own cursor belongs (input methods open their candidates there); counted from the first line. */
export interface Drawing {
  readonly lines: readonly Line[]
  readonly caret: Caret | undefined
}
