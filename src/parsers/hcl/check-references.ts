import type { Expression, TemplatePart } from './ast.ts'
import { traversalOf } from './evaluate-access.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Scope } from './scope.ts'

type Bound = ReadonlySet<string>

const nothing: Bound = new Set()

const bindAll = (bound: Bound, keyName: string | undefined, valueName: string): Bound => {
  const more = new Set(bound).add(valueName)
  return keyName === undefined ? more : more.add(keyName)
}

/** Throws a static failure for the first reference, evaluated or not, that can never stand for anything. */
export const checkReferences = (expression: Expression, scope: Scope): void => {
  if (scope.check !== undefined) visit(expression, scope, nothing)
}

const visit = (expression: Expression, scope: Scope, bound: Bound): void => {
  switch (expression.kind) {
    case 'number':
    case 'keyword':
    case 'splat-item':
      break
    case 'variable':
    case 'attribute':
    case 'index': {
      const { root, chain, steps } = traversalOf(expression)
      if (root.kind !== 'variable') visit(root, scope, bound)
      else if (!bound.has(root.name)) {
        const wrong = scope.check?.(root.name, steps)
        if (wrong !== undefined) throw new EvaluationFailure(wrong.summary, wrong.detail, expression.at, 'static')
      }
      for (const access of chain) if (access.kind === 'index') visit(access.key, scope, bound)
      break
    }
    case 'template':
      visitParts(expression.parts, scope, bound)
      break
    case 'splat':
      visit(expression.source, scope, bound)
      visit(expression.each, scope, bound)
      break
    case 'call':
      for (const argument of expression.arguments) visit(argument, scope, bound)
      break
    case 'unary':
      visit(expression.operand, scope, bound)
      break
    case 'binary':
      visit(expression.left, scope, bound)
      visit(expression.right, scope, bound)
      break
    case 'conditional':
      visit(expression.condition, scope, bound)
      visit(expression.onTrue, scope, bound)
      visit(expression.onFalse, scope, bound)
      break
    case 'tuple':
      for (const item of expression.items) visit(item, scope, bound)
      break
    case 'object':
      for (const { key, value } of expression.items) {
        if (key.kind !== 'name') visit(key, scope, bound)
        visit(value, scope, bound)
      }
      break
    case 'for': {
      visit(expression.collection, scope, bound)
      const inside = bindAll(bound, expression.keyName, expression.valueName)
      for (const part of [expression.key, expression.value, expression.condition])
        if (part !== undefined) visit(part, scope, inside)
      break
    }
    case 'parentheses':
      visit(expression.expression, scope, bound)
  }
}

const visitParts = (parts: readonly TemplatePart[], scope: Scope, bound: Bound): void => {
  for (const part of parts) {
    if (part.kind === 'interpolation') visit(part.expression, scope, bound)
    else if (part.kind === 'if') {
      visit(part.condition, scope, bound)
      visitParts(part.onTrue, scope, bound)
      visitParts(part.onFalse, scope, bound)
    } else if (part.kind === 'template-for') {
      visit(part.collection, scope, bound)
      visitParts(part.body, scope, bindAll(bound, part.keyName, part.valueName))
    }
  }
}
