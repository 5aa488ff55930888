import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvaluationBudget } from './evaluation-budget.ts'
import type { HclFunction } from './functions/define-function.ts'
import type { FunctionContext } from './functions/function-context.ts'
import type { HclValue } from './value.ts'

/** What follows the root of a reference, as far as it is written out: `.name`, `["name"]`, `[0]`. */
export type Step =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: string | number }

/** A value and how many of the steps led to it; or why there can be none, in Terraform's words. */
export type Resolution =
  | { readonly kind: 'value'; readonly value: HclValue; readonly used: number }
  | { readonly kind: 'invalid'; readonly summary: string; readonly detail: string }

/** Where expressions are evaluated: what names stand for, and what evaluation may use. */
export interface Scope {
  /** What a name that no `for` has bound stands for. Asked only when the value is needed; may evaluate other expressions. */
  resolve(root: string, steps: readonly Step[]): Resolution
  /**
   * Why a reference can never stand for anything, without evaluating it. Asked about every reference of an expression beforehand, because
   * Terraform refuses these even where they would not be evaluated. Without it every reference passes.
   */
  check?(root: string, steps: readonly Step[]): { readonly summary: string; readonly detail: string } | undefined
  /** `try` takes what is not wholly known as it is. Terraform does not, since it might yet fail. */
  readonly isLenient?: true
  readonly functions: ReadonlyMap<string, HclFunction>
  /** `none`: calling `provider::…` is an error. Otherwise such a call is an unknown, since providers are not run. */
  readonly providerFunctions?: 'none'
  readonly files: Pick<FunctionContext, 'readFile' | 'listFiles' | 'directory'>
  readonly budget: EvaluationBudget
  report(diagnostic: Diagnostic): void
}
