import type { EvaluatedOutput } from '../../model/evaluated.ts'
import { chosenBy } from './derive-value.ts'
import { resolveDynamicReferences } from './dynamic-references.ts'
import { isText } from './join-text.ts'
import type { Scope } from './stack.ts'
import { entryOf, nameOf, type TemplateNode } from './template-node.ts'

/** The outputs that this environment has. One whose condition is undetermined is perhaps there, with the value that it then has. */
export const evaluateOutputs = (scope: Scope): ReadonlyMap<string, EvaluatedOutput> => {
  const outputs = new Map<string, EvaluatedOutput>()
  for (const [name, { node }] of scope.stack.sections.outputs?.entries ?? []) {
    const output = name === 'Fn::Transform' ? undefined : evaluateOutput(name, node, scope)
    if (output !== undefined) outputs.set(name, output)
  }
  return outputs
}

const evaluateOutput = (name: string, node: TemplateNode, scope: Scope): EvaluatedOutput | undefined => {
  const conditionNode = entryOf(node, 'Condition')
  const conditionName = nameOf(conditionNode)
  const condition = conditionName === undefined ? undefined : scope.stack.condition(conditionName)
  if (conditionNode !== undefined && condition === undefined)
    scope.invalid(
      conditionNode.at,
      `Undefined condition ${conditionName ?? ''}`.trim(),
      `Conditions has no "${conditionName}".`,
    )
  if (condition?.truth === 'no') return undefined
  const valueNode = entryOf(node, 'Value')
  if (valueNode === undefined) {
    if (node.kind !== 'broken') scope.invalid(node.at, `Output ${name} has no value`, 'Every output needs a Value.')
    return undefined
  }
  const exportNode = entryOf(entryOf(node, 'Export'), 'Name')
  const exportName = exportNode && scope.forNames().evaluateText(exportNode)
  const perhaps =
    condition?.truth === 'undetermined'
      ? { exists: condition.truth, ...(condition.because && { existsBecause: condition.because }) }
      : {}
  const evaluated = scope.evaluate(valueNode)
  const value =
    evaluated === undefined || !isText(evaluated)
      ? scope.invalid(
          valueNode.at,
          `Output ${name} is no text`,
          'The value of an output has to be text. Join the list.',
        )
      : chosenBy(resolveDynamicReferences(evaluated, scope.stack.run.ssm), condition?.origins ?? [])
  return { value, ...(exportName && { exportName }), ...perhaps }
}
