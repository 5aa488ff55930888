import { evaluateCondition } from './evaluate-condition.ts'
import type { Scope } from './stack.ts'
import { entryOf, textOf } from './template-node.ts'

/** The assertions of Rules: one that fails stops the deployment before it starts. What cannot be decided is left to CloudFormation. */
export const checkRules = (scope: Scope): void => {
  for (const [name, { node }] of scope.stack.sections.rules?.entries ?? []) {
    const condition = entryOf(node, 'RuleCondition')
    if (condition !== undefined && evaluateCondition(condition, scope).truth !== 'yes') continue
    const assertions = entryOf(node, 'Assertions')
    for (const assertion of assertions?.kind === 'list' ? assertions.items : []) {
      const assert = entryOf(assertion, 'Assert')
      if (assert === undefined || evaluateCondition(assert, scope).truth !== 'no') continue
      const description = textOf(entryOf(assertion, 'AssertDescription'))
      scope.invalid(
        assert.at,
        `Rule ${name} failed`,
        description ?? 'The assertion does not hold for these parameters.',
      )
    }
  }
}
