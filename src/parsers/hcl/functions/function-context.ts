import type { ReadFailure } from '../../../model/source-tree.ts'
import type { HclValue } from '../value.ts'

/** Bounds what one evaluation may cost. `spend` throws, what its owner chooses, when there is nothing left. */
export interface FunctionBudget {
  /** Units are about characters or elements that are produced or walked. */
  spend(units: number): void
}

/** Everything outside its arguments that a function may ask for. Paths are as the configuration gives them. */
export interface FunctionContext {
  readonly budget: FunctionBudget
  /** The directory of the repository that relative paths start in. */
  readonly directory?: string
  readFile(path: string): Uint8Array | ReadFailure
  /** The files, not the directories, below a directory, with `/` and relative to it; `undefined` when there is none. */
  listFiles(directory: string): readonly string[] | undefined
  /** Renders a template with only these variables. Errors are thrown as FunctionErrors without an index. */
  renderTemplate(name: string, text: string, variables: ReadonlyMap<string, HclValue>): HclValue
}

/** For values whose functions need nothing from outside. */
export const isolatedContext = (budget: FunctionBudget = { spend: () => {} }): FunctionContext => ({
  budget,
  readFile: () => ({ failure: 'missing', why: 'no file can be read here' }),
  listFiles: () => undefined,
  renderTemplate: (_name, _text, variables) =>
    [...variables.values()][0] ?? {
      state: 'null',
      type: { kind: 'dynamic' },
      marks: { sensitive: false, origins: [], trail: undefined },
    },
})
