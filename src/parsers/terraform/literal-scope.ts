import type { SourceLocation } from '../../model/source-location.ts'
import type { Expression } from '../hcl/ast.ts'
import { evaluate } from '../hcl/evaluate.ts'
import type { Scope } from '../hcl/scope.ts'
import type { HclValue } from '../hcl/value.ts'
import type { Evaluation } from './evaluation.ts'

const noFunctions = {
  summary: 'Function calls not allowed',
  detail: 'Functions may not be called here: only literal values.',
}

/** Where variable files and defaults are evaluated: operators, templates and `for`, but no references and no functions. */
export const literalScope = (
  evaluation: Evaluation,
  /** For text that stands in no file: where trouble is reported. */
  at?: SourceLocation,
): { readonly evaluate: (expression: Expression) => HclValue } => {
  const refusal = { summary: 'Variables not allowed', detail: 'Variables may not be used here: only literal values.' }
  const scope: Scope = {
    resolve: () => ({ kind: 'invalid', ...refusal }),
    check: () => refusal,
    functions: new Map(),
    files: { readFile: () => ({ failure: 'missing', why: 'no file can be read here' }), listFiles: () => undefined },
    budget: evaluation.budget(),
    report: diagnostic => {
      const trouble = diagnostic.summary === 'Call to unknown function' ? { ...diagnostic, ...noFunctions } : diagnostic
      evaluation.report(at === undefined ? trouble : { ...trouble, at })
    },
  }
  return { evaluate: expression => evaluate(expression, scope) }
}
