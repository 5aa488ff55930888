import type { Splat } from './ast.ts'
import type { Evaluation } from './evaluate.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Frame } from './frame.ts'
import { bind, splatItem } from './frame.ts'
import { lengthBounds, refinementBetween } from './functions/refinement.ts'
import { noMarks, sensitiveMarks } from './marks.ts'
import type { Type } from './type.ts'
import { dynamicType, listType, sameType, tupleType } from './type.ts'
import type { HclValue, UnknownValue } from './value.ts'
import { itemsOf } from './value-access.ts'
import { listOf, tupleOf, unknownOf } from './value-constructors.ts'

export const evaluateSplat = (evaluation: Evaluation, node: Splat, frame: Frame | undefined): HclValue => {
  const source = evaluation.evaluate(node.source, frame)
  const { type, marks } = source
  const each = (item: HclValue): HclValue => evaluation.evaluate(node.each, bind(frame, splatItem, item))
  const isSequence = type.kind === 'tuple' || type.kind === 'list' || type.kind === 'set'
  if (source.state === 'null') {
    if (!isSequence) return tupleOf([], marks)
    throw new EvaluationFailure(
      'Splat of null value',
      'Splat expressions (with the * symbol) cannot be applied to null sequences.',
      node.at,
    )
  }
  if (source.state === 'unknown' && type.kind === 'dynamic') return unknownSplat(each, source)
  if (!isSequence) {
    const only = each(source)
    // Whether there is an element at all is not known while the value may still turn out to be null.
    if (source.state === 'unknown' && source.refinement.notNull !== true)
      return unknownOf(dynamicType, source.cause, {}, marks)
    return evaluation.made(tupleOf([only], marks.sensitive ? sensitiveMarks : noMarks))
  }
  const resultOf = (element: Type): HclValue =>
    each(unknownOf(element, source.state === 'unknown' ? source.cause : noCause, {}))
  if (source.state === 'unknown') {
    if (type.kind === 'tuple')
      return unknownOf(tupleType(type.elements.map(element => resultOf(element).type)), source.cause, {}, marks)
    const { least, most } = lengthBounds(source)
    const { notNull: _, ...bounds } = refinementBetween(least, most)
    const refinement = source.refinement.notNull === true ? { notNull: true as const, ...bounds } : bounds
    return unknownOf(listType(resultOf(type.element).type), resultCause(each, source), refinement, marks)
  }
  const items = (itemsOf(source) ?? []).map(each)
  if (type.kind === 'tuple') return evaluation.made(tupleOf(items, marks))
  const [first] = items
  if (first === undefined) return listOf(resultOf(type.element).type, [], marks)
  const isList = items.every(item => sameType(item.type, first.type))
  return evaluation.made(isList ? listOf(first.type, items, marks) : tupleOf(items, marks))
}

const noCause = { kind: 'reason', why: { kind: 'computed', names: '' } } as const

/** All elements of something of which not even the type is known: `aws_lb.main.*.arn`. */
const unknownSplat = (each: (item: HclValue) => HclValue, source: UnknownValue): HclValue =>
  unknownOf(dynamicType, resultCause(each, source), {}, source.marks)

const resultCause = (each: (item: HclValue) => HclValue, source: UnknownValue): UnknownValue['cause'] => {
  const { cause } = source
  if (cause.kind !== 'reference') return cause
  const element = { ...cause, attribute: [...cause.attribute, '*'] }
  const result = each(unknownOf(dynamicType, element))
  return result.state === 'unknown' ? result.cause : cause
}
