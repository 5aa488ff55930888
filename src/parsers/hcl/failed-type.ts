import type { Expression } from './ast.ts'
import { literalText } from './ast.ts'
import type { Evaluation } from './evaluate.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Frame } from './frame.ts'
import type { Type } from './type.ts'
import { boolType, dynamicType, listType, numberType, objectType, stringType, tupleType } from './type.ts'
import { unify } from './unify.ts'
import { boolOf, entriesOf, itemsOf } from './value-access.ts'

/** A branch of which not even the type is known decides nothing, and leaves the other as it is. */
export const unifyBranches = (types: readonly Type[]): Type | undefined =>
  types.some(type => type.kind === 'dynamic') ? dynamicType : unify(types)

/** An operator, a tuple or an object decides the type of its result even if it fails. */
export const typeOfFailed = (evaluation: Evaluation, expression: Expression, frame: Frame | undefined): Type => {
  const typeOfPart = (part: Expression): Type => {
    const value = evaluation.attempt(part, frame)
    return value instanceof EvaluationFailure ? typeOfFailed(evaluation, part, frame) : value.type
  }
  switch (expression.kind) {
    case 'parentheses':
      return typeOfFailed(evaluation, expression.expression, frame)
    case 'unary':
      return expression.operator === '-' ? numberType : boolType
    case 'binary':
      return /^[-+*/%]$/.test(expression.operator) ? numberType : boolType
    case 'template':
      return expression.parts.length === 1 && expression.parts[0]?.kind === 'interpolation' ? dynamicType : stringType
    case 'tuple':
      return tupleType(expression.items.map(typeOfPart))
    case 'object': {
      const attributes: (readonly [string, Type])[] = []
      for (const { key, value } of expression.items) {
        const name = key.kind === 'name' ? key.name : literalText(key)
        if (name === undefined) return dynamicType
        attributes.push([name, typeOfPart(value)])
      }
      return objectType(attributes)
    }
    case 'conditional': {
      const [onTrue, onFalse] = [typeOfPart(expression.onTrue), typeOfPart(expression.onFalse)]
      const unified = unifyBranches([onTrue, onFalse])
      const condition = unified === undefined ? undefined : evaluation.attempt(expression.condition, frame)
      if (condition === undefined || condition instanceof EvaluationFailure) return unified ?? dynamicType
      const taken = boolOf(condition)
      return (taken === undefined ? unified : taken ? onTrue : onFalse) ?? dynamicType
    }
    case 'splat': {
      const source = evaluation.attempt(expression.source, frame)
      if (source instanceof EvaluationFailure || source.type.kind === 'dynamic') return dynamicType
      const { kind } = source.type
      return kind === 'list' || kind === 'set' ? listType(dynamicType) : tupleType([dynamicType])
    }
    case 'for': {
      const collection = evaluation.attempt(expression.collection, frame)
      const turns = !(collection instanceof EvaluationFailure) && (itemsOf(collection) ?? entriesOf(collection))
      if (!turns || expression.condition !== undefined) return dynamicType
      return expression.key === undefined ? tupleType([dynamicType]) : objectType([])
    }
    default:
      return dynamicType
  }
}
