import type { SourceLocation } from '../../model/source-location.ts'

/**
 * Thrown inside the evaluator when an expression has no value; it never leaves `evaluate`. `try` and `can` catch those of kind `error`;
 * references that name nothing are `static`: Terraform refuses them before it evaluates; `exhausted` ends everything.
 */
export class EvaluationFailure {
  readonly summary: string
  readonly detail: string
  readonly at: SourceLocation | undefined
  readonly kind: 'error' | 'static' | 'exhausted'

  constructor(summary: string, detail: string, at?: SourceLocation, kind: 'error' | 'static' | 'exhausted' = 'error') {
    this.summary = summary
    this.detail = detail
    this.at = at
    this.kind = kind
  }
}
