import type { Block } from '../hcl/ast.ts'
import { boolOf } from '../hcl/value-access.ts'
import type { Evaluation } from './evaluation.ts'
import { literalScope } from './literal-scope.ts'

/** Whether a variable or output block says `name = true`; `undefined` when it does not say. */
export const declaredFlag = (
  evaluation: Evaluation,
  { body }: Block,
  name: 'sensitive' | 'nullable' | 'ephemeral',
): boolean | undefined => {
  const attribute = body.attributes.get(name)
  return attribute && boolOf(literalScope(evaluation).evaluate(attribute.expression))
}
