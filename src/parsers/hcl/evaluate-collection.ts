import type { SourceLocation } from '../../model/source-location.ts'
import type { ObjectExpression, ObjectKey, Tuple } from './ast.ts'
import { ConversionError, convert } from './convert.ts'
import type { Evaluation } from './evaluate.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Frame } from './frame.ts'
import { mergeMarks, noMarks } from './marks.ts'
import { dynamicType, stringType } from './type.ts'
import type { HclValue, UnknownValue } from './value.ts'
import { derivedCause, stringOf } from './value-access.ts'
import { knownString, objectOf, tupleOf, unknownOf } from './value-constructors.ts'

const isOverLines = ({ state, type }: HclValue, { start, end }: SourceLocation): boolean =>
  state === 'known' && ['object', 'map', 'tuple', 'list', 'set'].includes(type.kind) && start.line !== end.line

/**
 * A member that came from nowhere else came from its own line, where that is another than the collection's. A collection over several lines has
 * members with lines of their own.
 */
const placed = (value: HclValue, member: SourceLocation, collection: SourceLocation): HclValue =>
  value.marks === noMarks && member.start.line !== collection.start.line && !isOverLines(value, member)
    ? { ...value, marks: { ...noMarks, trail: { at: member, next: undefined } } }
    : value

export const evaluateTuple = (evaluation: Evaluation, { items, at }: Tuple, frame: Frame | undefined): HclValue =>
  evaluation.made(tupleOf(items.map(item => placed(evaluation.evaluate(item, frame), item.at, at))))

/** Of equal keys the last one counts. An object with a key that is not known is not known at all. */
export const evaluateObject = (
  evaluation: Evaluation,
  { items, at }: ObjectExpression,
  frame: Frame | undefined,
): HclValue => {
  const entries = new Map<string, HclValue>()
  let marks = noMarks
  let unknownKey: UnknownValue | undefined
  for (const item of items) {
    const key = evaluateKey(evaluation, item.key, frame)
    const value = placed(evaluation.evaluate(item.value, frame), item.value.at, at)
    marks = mergeMarks(marks, key.marks)
    if (key.state === 'unknown') unknownKey ??= key
    else entries.set(stringOf(key) ?? '', value)
  }
  return unknownKey === undefined
    ? evaluation.made(objectOf(entries, marks))
    : unknownOf(dynamicType, derivedCause(unknownKey), {}, marks)
}

const evaluateKey = (evaluation: Evaluation, key: ObjectKey, frame: Frame | undefined): HclValue => {
  if (key.kind === 'name') return knownString(key.name)
  if (key.kind === 'attribute')
    throw new EvaluationFailure(
      'Ambiguous attribute key',
      'If this expression is intended to be a reference, wrap it in parentheses. If it is intended to be a literal name containing periods, wrap it in quotes to create a string literal.',
      key.at,
    )
  const value = evaluation.evaluate(key, frame)
  if (value.state === 'null')
    throw new EvaluationFailure('Null value as key', "Can't use a null value as a key.", key.at)
  try {
    return convert(value, stringType)
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error
    throw new EvaluationFailure('Incorrect key type', `Can't use this value as a key: ${error.message}.`, key.at)
  }
}
