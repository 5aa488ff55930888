import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluatedSource } from '../../model/evaluated.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { SourceTree } from '../../model/source-tree.ts'
import type { EvaluationBudget } from '../hcl/evaluation-budget.ts'
import type { HclValue } from '../hcl/value.ts'

/** The process environment that Terragrunt runs in. */
export interface ProcessEnvironment {
  readonly known: ReadonlyMap<string, { readonly text: string; readonly at: SourceLocation }>
  /** Set to something that is not in the repository; `names` is what decides. */
  readonly unknown: ReadonlyMap<
    string,
    { readonly names: string; readonly secret: boolean; readonly at: SourceLocation }
  >
}

/** What is known of another unit's outputs. `wanted`: not evaluated yet; this unit will be evaluated once more when it is. */
export type UnitOutputs =
  | { readonly kind: 'evaluated'; readonly source: EvaluatedSource; readonly isGap: boolean }
  | { readonly kind: 'cycle' | 'missing' | 'wanted' }

/** What all files that take part in one unit share. */
export interface UnitContext {
  readonly tree: SourceTree
  /** Directory of the unit: where Terragrunt runs. */
  readonly unit: string
  /** The directory that its files lie in; another one when a stack generates it. */
  readonly home: string
  readonly environment: ProcessEnvironment
  readonly account: string | undefined
  /** Given by the stack that the unit is generated from. */
  readonly values: HclValue | undefined
  readonly budget: EvaluationBudget
  /** Values of variable files, by the JSON text that stands for them: decoding the text gives them back with their lines. */
  readonly decoded: Map<string, HclValue>
  outputsOf(directory: string): UnitOutputs
  report(diagnostic: Diagnostic): void
  /** Whether one more file may be opened. */
  takeFile(): boolean
}
