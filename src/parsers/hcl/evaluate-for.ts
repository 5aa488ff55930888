import type { SourceLocation } from '../../model/source-location.ts'
import type { Expression, For } from './ast.ts'
import { ConversionError, convert, tryConvert } from './convert.ts'
import type { Evaluation } from './evaluate.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Frame } from './frame.ts'
import { bind } from './frame.ts'
import { mergeMarks } from './marks.ts'
import { boolType, dynamicType, stringType } from './type.ts'
import { typeName } from './type-name.ts'
import type { HclValue, UnknownValue } from './value.ts'
import { boolOf, derivedCause, entriesOf, itemsOf, stringOf } from './value-access.ts'
import { knownNumber, knownString, objectOf, tupleOf, unknownOf } from './value-constructors.ts'

/** The collection that a `for` goes through. */
export interface Loop {
  readonly keyName: string | undefined
  readonly valueName: string
  readonly collection: Expression
}

/** The frames of the turns of a loop, or the unknown that keeps it from turning. */
export const framesOf = (
  evaluation: Evaluation,
  { keyName, valueName, collection: { at } }: Loop,
  collection: HclValue,
  frame: Frame | undefined,
): Iterable<Frame | undefined> | UnknownValue => {
  if (collection.state === 'null')
    throw new EvaluationFailure(
      'Iteration over null value',
      "A null value cannot be used as the collection in a 'for' expression.",
      at,
    )
  const { kind } = collection.type
  if (kind === 'string' || kind === 'number' || kind === 'bool')
    throw new EvaluationFailure(
      'Iteration over non-iterable value',
      `A value of type ${typeName(collection.type)} cannot be used as the collection in a 'for' expression.`,
      at,
    )
  if (collection.state === 'unknown') return collection
  const inside = (key: HclValue, value: HclValue) => {
    evaluation.scope.budget.spend(8)
    return bind(bind(frame, keyName, key), valueName, value)
  }
  return turns(collection, inside)
}

function* turns(
  collection: HclValue,
  inside: (key: HclValue, value: HclValue) => Frame | undefined,
): Generator<Frame | undefined> {
  const items = itemsOf(collection)
  if (items !== undefined) {
    const isSet = collection.type.kind === 'set'
    let index = 0
    for (const item of items) yield inside(isSet ? item : knownNumber(index++), item)
  } else for (const [key, value] of entriesOf(collection) ?? []) yield inside(knownString(key), value)
}

export const isUnknown = (frames: Iterable<Frame | undefined> | UnknownValue): frames is UnknownValue =>
  'state' in frames

export const evaluateFor = (evaluation: Evaluation, node: For, frame: Frame | undefined): HclValue => {
  const collection = evaluation.evaluate(node.collection, frame)
  let { marks } = collection
  const frames = framesOf(evaluation, node, collection, frame)
  if (node.condition !== undefined && collection.type.kind !== 'dynamic')
    checkCondition(evaluation, node, node.condition, frame)
  if (isUnknown(frames)) return unknownOf(dynamicType, derivedCause(frames), {}, marks)
  let undecided: UnknownValue | undefined
  const items: HclValue[] = []
  const groups = new Map<string, HclValue[]>()
  for (const inside of frames) {
    if (node.condition !== undefined) {
      const clause = evaluation.evaluate(node.condition, inside)
      if (undecided !== undefined && !isBool(clause)) continue
      const include = condition(clause, node.condition.at)
      marks = mergeMarks(marks, include.marks)
      if (include.state === 'unknown') {
        undecided ??= include
        continue
      }
      if (!boolOf(include)) continue
    }
    if (node.key === undefined) {
      items.push(evaluation.evaluate(node.value, inside))
      continue
    }
    const keyed = evaluation.evaluate(node.key, inside)
    if (undecided !== undefined && keyed.state === 'null') continue
    const key = objectKey(keyed, node.key.at)
    marks = mergeMarks(marks, key.marks)
    if (key.state === 'unknown') {
      undecided ??= key
      continue
    }
    const value = evaluation.evaluate(node.value, inside)
    const name = stringOf(key) ?? ''
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [value])
    else if (node.group) group.push(value)
    else
      throw new EvaluationFailure(
        'Duplicate object key',
        `Two different items produced the ${key.marks.sensitive ? 'same key' : `key "${name}"`} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.`,
        node.key.at,
      )
  }
  if (undecided !== undefined) return unknownOf(dynamicType, derivedCause(undecided), {}, marks)
  if (node.key === undefined) return evaluation.made(tupleOf(items, marks))
  return evaluation.made(
    objectOf(
      [...groups].map(([name, values]) => [name, node.group ? tupleOf(values) : (values[0] ?? tupleOf([]))]),
      marks,
    ),
  )
}

/** Once the result cannot be known any more, Terraform complains about no further condition. */
const isBool = (clause: HclValue): boolean => tryConvert(clause, boolType)?.state === 'known'

/** A condition that can be no bool, whatever the loop goes through, is an error even when it goes through nothing. */
const checkCondition = (evaluation: Evaluation, node: For, clause: Expression, frame: Frame | undefined): void => {
  const anything = unknownOf(dynamicType, derivedCause(undefined))
  const value = evaluation.evaluate(clause, bind(bind(frame, node.keyName, anything), node.valueName, anything))
  toBool(condition(value, clause.at), clause.at)
}

const condition = (value: HclValue, at: SourceLocation): HclValue => {
  if (value.state === 'null')
    throw new EvaluationFailure('Condition is null', "The value of the 'if' clause must not be null.", at)
  return value.state === 'unknown' ? value : toBool(value, at)
}

const toBool = (value: HclValue, at: SourceLocation): HclValue => {
  try {
    return convert(value, boolType)
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error
    throw new EvaluationFailure("Invalid 'for' condition", `The 'if' clause value is invalid: ${error.message}.`, at)
  }
}

const objectKey = (value: HclValue, at: SourceLocation): HclValue => {
  if (value.state === 'unknown') return value
  if (value.state === 'null')
    throw new EvaluationFailure(
      'Invalid object key',
      "Key expression in 'for' expression must not produce a null value.",
      at,
    )
  try {
    return convert(value, stringType)
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error
    throw new EvaluationFailure(
      'Invalid object key',
      `The key expression produced an invalid result: ${error.message}.`,
      at,
    )
  }
}
