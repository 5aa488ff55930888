import { checkReferences } from './check-references.ts'
import type { Evaluation } from './evaluate.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Frame } from './frame.ts'
import { bind } from './frame.ts'
import type { FunctionContext } from './functions/function-context.ts'
import { FunctionError } from './functions/function-error.ts'
import { readHclTemplate } from './read-hcl.ts'
import type { HclValue } from './value.ts'

/** Renders the text of `templatefile` and `templatestring`, which sees nothing but the variables that are given. */
export const templateRenderer =
  (evaluation: Evaluation): FunctionContext['renderTemplate'] =>
  (name, text, variables): HclValue => {
    const { budget } = evaluation.scope
    budget.spend(text.length)
    const { expression, diagnostics } = readHclTemplate(name, text)
    if (expression === undefined) {
      const [first] = diagnostics
      throw new FunctionError(undefined, `${name}:${first?.at.start.line ?? 1}: ${first?.summary}; ${first?.detail}`)
    }
    const missing = (root: string) =>
      variables.has(root)
        ? undefined
        : { summary: 'missing', detail: `vars map does not contain key "${root}", referenced in ${name}` }
    let frame: Frame | undefined
    for (const [variable, value] of variables) frame = bind(frame, variable, value)
    const depth = budget.mark()
    try {
      checkReferences(expression, { ...withoutCheck(evaluation), check: missing })
    } catch (failure) {
      if (failure instanceof EvaluationFailure && failure.kind === 'static') throw new FunctionError(1, failure.detail)
      throw failure
    }
    try {
      return evaluation.evaluate(expression, frame)
    } catch (failure) {
      if (!(failure instanceof EvaluationFailure) || failure.kind === 'exhausted') throw failure
      budget.reset(depth)
      const line = failure.at?.start.line ?? 1
      throw new FunctionError(undefined, `${name}:${line}: ${failure.summary}; ${failure.detail.replace(/\.$/, '')}`)
    }
  }

const withoutCheck = ({ scope }: Evaluation) => ({
  resolve: scope.resolve.bind(scope),
  functions: scope.functions,
  files: scope.files,
  budget: scope.budget,
  report: scope.report.bind(scope),
})
