import type { Block, Expression } from '../hcl/ast.ts'
import { isDeeplyEphemeral, sensitiveMarks, withMarks } from '../hcl/marks.ts'
import type { HclValue } from '../hcl/value.ts'
import { nullOf } from '../hcl/value-constructors.ts'
import { declaredFlag } from './declared-flag.ts'
import type { ModuleInstance } from './module-instance.ts'

/** That an output is declared sensitive hides it from those who look at the root module, not from the module that calls this one. */
export const evaluateOutput = (module: ModuleInstance, block: Block, expression: Expression | undefined): HclValue => {
  const { evaluation, parent } = module
  const value = expression === undefined ? nullOf() : module.passed(expression)
  refuseEphemeral(module, block, expression, value)
  const isHidden = parent === undefined && declaredFlag(evaluation, block, 'sensitive') === true
  return isHidden ? withMarks(value, sensitiveMarks) : value
}

const refuseEphemeral = (
  { evaluation, parent }: ModuleInstance,
  block: Block,
  expression: Expression | undefined,
  value: HclValue,
): void => {
  const { header } = block
  const isDeclared = declaredFlag(evaluation, block, 'ephemeral') === true
  if (isDeclared && parent === undefined)
    evaluation.report({
      severity: 'error',
      summary: 'Ephemeral output not allowed',
      detail: 'Ephemeral outputs are not allowed in context of a root module: take out ephemeral = true.',
      at: header,
    })
  if (!isDeclared && isDeeplyEphemeral(value))
    evaluation.report({
      severity: 'error',
      summary: 'Ephemeral value not allowed',
      detail:
        'This output value is not declared as returning an ephemeral value, so it cannot be set to a result derived from an ephemeral value.',
      at: expression?.at ?? header,
    })
}
