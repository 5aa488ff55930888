import type { Body, Expression } from '../hcl/ast.ts'
import { literalText } from '../hcl/ast.ts'
import { readHclExpression } from '../hcl/read-hcl.ts'

/**
 * What an argument that is no value says: a type constraint, a provider, an address. In JSON syntax it is the text of a string, and
 * Terraform of old had it in quotes in native syntax too.
 */
export const bareExpression = (expression: Expression, syntax: Body['syntax']): Expression => {
  if (expression.kind !== 'template') return expression
  const only = expression.parts[0]
  if (expression.parts.length === 1 && only?.kind === 'interpolation') return only.expression
  const text = syntax === 'json' ? literalText(expression) : undefined
  if (text === undefined) return expression
  return readHclExpression(expression.at.file, text).expression ?? expression
}

/** `aws.virginia`, `default_action[0].target_group_arn`: the dotted text of an address, or `undefined` where it is none. */
export const addressText = (expression: Expression): string | undefined => {
  switch (expression.kind) {
    case 'variable':
      return expression.name
    case 'attribute': {
      const object = addressText(expression.object)
      return object === undefined ? undefined : `${object}.${expression.name}`
    }
    case 'index': {
      const object = addressText(expression.object)
      const key = expression.key
      const text = key.kind === 'number' ? key.text : key.kind === 'template' ? literalText(key) : undefined
      if (object === undefined || text === undefined) return undefined
      return `${object}[${key.kind === 'number' ? text : JSON.stringify(text)}]`
    }
    case 'template':
      return literalText(expression)
    case 'parentheses':
      return addressText(expression.expression)
    default:
      return undefined
  }
}
