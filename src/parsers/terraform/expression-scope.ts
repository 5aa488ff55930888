import type { Expression } from '../hcl/ast.ts'
import type { HclValue } from '../hcl/value.ts'

/** Where an expression is evaluated: a module instance, with what is bound besides (`each`, `count`, an iterator). */
export interface ExpressionScope {
  /** Trouble is reported, and gives an unknown of reason `invalid`. */
  evaluate(expression: Expression): HclValue
  /** The same scope with more names. */
  with(names: Iterable<readonly [string, HclValue]>): ExpressionScope
  /** The same scope for something that may not exist: trouble in it is a warning only, because Terraform may never get to it. */
  tentatively(): ExpressionScope
}
