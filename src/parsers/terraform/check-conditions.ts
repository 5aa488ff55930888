import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Block, Body } from '../hcl/ast.ts'
import { tryConvert } from '../hcl/convert.ts'
import { boolType } from '../hcl/type.ts'
import { boolOf, stringOf } from '../hcl/value-access.ts'
import type { ExpressionScope } from './expression-scope.ts'
import { referencesOf } from './references.ts'

type Report = (diagnostic: Diagnostic) => void

/** Evaluates the `precondition` and `postcondition` blocks of a body. One that is not known before apply is no trouble. */
export const checkConditions = (body: Body, scope: ExpressionScope, report: Report, what: string): void => {
  for (const block of body.blocks)
    if (block.type === 'precondition' || block.type === 'postcondition')
      checkCondition(block, scope, report, { severity: 'error', summary: `${what} ${block.type} failed` })
}

/** Evaluates `condition`, and reports `error_message` when it is false. */
export const checkCondition = (
  block: Block,
  scope: ExpressionScope,
  report: Report,
  trouble: Pick<Diagnostic, 'severity' | 'summary'>,
): void => {
  const condition = block.body.attributes.get('condition')?.expression
  if (condition === undefined) {
    report({
      severity: 'error',
      summary: 'Missing required argument',
      detail: 'The argument "condition" is required, but no definition was found.',
      at: block.header,
    })
    return
  }
  if (referencesOf(condition).length === 0) {
    report({
      severity: 'error',
      summary: `Invalid ${block.type} expression`,
      detail: 'The condition expression must refer to at least one object from elsewhere in the configuration.',
      at: condition.at,
    })
    return
  }
  const result = scope.evaluate(condition)
  if (result.state === 'unknown') return
  const holds = boolOf(tryConvert(result, boolType))
  if (holds === true) return
  if (holds === undefined) {
    report({
      severity: 'error',
      summary: 'Invalid condition result',
      detail: 'The condition expression must return either true or false.',
      at: condition.at,
    })
    return
  }
  const message = block.body.attributes.get('error_message')?.expression
  const text = message && scope.evaluate(message)
  report({
    ...trouble,
    detail: (text?.marks.sensitive ? undefined : stringOf(text)) ?? 'Its condition is false.',
    at: condition.at,
  })
}
