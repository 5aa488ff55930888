import type { SourceLocation } from '../../model/source-location.ts'
import type { Binary, BinaryOperator, Expression, Unary } from './ast.ts'
import { ConversionError, convert } from './convert.ts'
import { equals } from './equals.ts'
import type { Evaluation } from './evaluate.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Frame } from './frame.ts'
import { mergeMarks } from './marks.ts'
import { add, compareNumbers, divide, modulo, multiply, negate, subtract, toFloat64 } from './number.ts'
import type { Type } from './type.ts'
import { boolType, numberType } from './type.ts'
import type { HclNumber, HclValue } from './value.ts'
import { boolOf, derivedCause, numericOf } from './value-access.ts'
import { knownBool, knownNumber, notNull, unknownOf } from './value-constructors.ts'
import { weightOf } from './weight.ts'

type Arithmetic = (one: HclNumber, other: HclNumber) => HclNumber | undefined

const arithmetic: Partial<Record<BinaryOperator, Arithmetic>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': modulo,
}

const comparisons: Partial<Record<BinaryOperator, (order: number) => boolean>> = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
}

const boundsOf = (value: HclValue): readonly [least: number, most: number] => {
  const number = numericOf(value)
  if (number !== undefined) return [toFloat64(number), toFloat64(number)]
  const { least, most } = value.state === 'unknown' ? value.refinement : {}
  return [least ?? Number.NEGATIVE_INFINITY, most ?? Number.POSITIVE_INFINITY]
}

/** The order of two numbers as far as bounds tell. */
const orderByBounds = (one: HclValue, other: HclValue): number | undefined => {
  const [first, second] = [boundsOf(one), boundsOf(other)]
  if (first[0] > second[1]) return 1
  return first[1] < second[0] ? -1 : undefined
}

const operand = (value: HclValue, type: Type, which: string, at: SourceLocation): HclValue => {
  try {
    return convert(value, type)
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error
    throw new EvaluationFailure('Invalid operand', `Unsuitable value for ${which} operand: ${error.message}.`, at)
  }
}

const operationFailed = (why: string, at: SourceLocation) =>
  new EvaluationFailure('Operation failed', `Error during operation: ${why}.`, at)

/** Chains like `a + b + c` lean to the left: they are walked in a loop, not in depth. */
export const evaluateBinary = (evaluation: Evaluation, expression: Binary, frame: Frame | undefined): HclValue => {
  const chain: Binary[] = []
  let leftmost: Expression = expression
  while (leftmost.kind === 'binary') {
    chain.push(leftmost)
    leftmost = leftmost.left
  }
  let value = evaluation.evaluate(leftmost, frame)
  for (let node = chain.pop(); node !== undefined; node = chain.pop()) {
    const right = evaluation.evaluate(node.right, frame)
    evaluation.scope.budget.spend(8 + weightOf(value) + weightOf(right))
    value = operate(node, value, right)
  }
  return value
}

const operate = (node: Binary, left: HclValue, right: HclValue): HclValue => {
  const { operator, at } = node
  if (operator === '==') return equals(left, right)
  if (operator === '!=') {
    const equal = equals(left, right)
    return equal.state === 'known' ? knownBool(!boolOf(equal), equal.marks) : equal
  }
  const isLogic = operator === '&&' || operator === '||'
  const type = isLogic ? boolType : numberType
  const one = operand(left, type, 'left', node.left.at)
  const other = operand(right, type, 'right', node.right.at)
  if (one.state === 'null' || other.state === 'null') throw operationFailed('argument must not be null', at)
  const marks = mergeMarks(one.marks, other.marks)
  const compare = comparisons[operator]
  if (one.state === 'unknown' || other.state === 'unknown') {
    const order = compare === undefined ? undefined : orderByBounds(one, other)
    if (compare !== undefined && order !== undefined) return knownBool(compare(order), marks)
    const cause = derivedCause(one.state === 'unknown' ? one : other.state === 'unknown' ? other : undefined)
    return unknownOf(isLogic || compare !== undefined ? boolType : numberType, cause, notNull, marks)
  }
  if (isLogic) {
    const [first, second] = [boolOf(one) ?? false, boolOf(other) ?? false]
    return knownBool(operator === '&&' ? first && second : first || second, marks)
  }
  const [first, second] = [numericOf(one) ?? 0, numericOf(other) ?? 0]
  if (compare !== undefined) return knownBool(compare(compareNumbers(first, second)), marks)
  const result = arithmetic[operator]?.(first, second)
  if (result === undefined) throw operationFailed(`"${operator}" of these numbers has no result`, at)
  return knownNumber(result, marks)
}

export const evaluateUnary = (evaluation: Evaluation, node: Unary, frame: Frame | undefined): HclValue => {
  const type = node.operator === '-' ? numberType : boolType
  const value = operand(evaluation.evaluate(node.operand, frame), type, 'unary', node.operand.at)
  if (value.state === 'null') throw operationFailed('argument must not be null', node.at)
  if (value.state === 'unknown') return unknownOf(type, derivedCause(value), notNull, value.marks)
  return node.operator === '-'
    ? knownNumber(negate(numericOf(value) ?? 0), value.marks)
    : knownBool(!boolOf(value), value.marks)
}
