import type { SourceLocation } from '../../model/source-location.ts'
import type { Conditional, Expression } from './ast.ts'
import { ConversionError, convert } from './convert.ts'
import type { Evaluation } from './evaluate.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import { typeOfFailed, unifyBranches } from './failed-type.ts'
import type { Frame } from './frame.ts'
import { lengthBounds, refinementBetween } from './functions/refinement.ts'
import { mergeMarks, sensitiveMarks, withMarks } from './marks.ts'
import { compareNumbers } from './number.ts'
import { setOf } from './set.ts'
import type { CollectionType, Type } from './type.ts'
import { boolType, isCollection, sameType } from './type.ts'
import { typeName } from './type-name.ts'
import type { HclValue, Marks, UnknownCause } from './value.ts'
import { boolOf, derivedCause, numericOf } from './value-access.ts'
import { knownNumber, listOf, mapOf, notNull, nullOf, unknownOf } from './value-constructors.ts'
import { weightOf } from './weight.ts'

/** Both branches are evaluated, since both decide the type of the result; the one that is not taken may fail. */
export const evaluateConditional = (evaluation: Evaluation, node: Conditional, frame: Frame | undefined): HclValue => {
  const onTrue = evaluation.attempt(node.onTrue, frame)
  const onFalse = evaluation.attempt(node.onFalse, frame)
  const partial = (value: HclValue | EvaluationFailure, branch: Expression): HclValue | Type =>
    value instanceof EvaluationFailure ? typeOfFailed(evaluation, branch, frame) : value
  const type = resultType(partial(onTrue, node.onTrue), partial(onFalse, node.onFalse), node.at)
  const condition = toCondition(evaluation.evaluate(node.condition, frame), node.condition.at)
  if (condition.state === 'unknown') {
    const failed = unknownOf(type, derivedCause(condition), {}, condition.marks)
    if (onTrue instanceof EvaluationFailure || onFalse instanceof EvaluationFailure) return failed
    return undecided(condition, onTrue, onFalse, type)
  }
  const chosen = boolOf(condition) ? onTrue : onFalse
  if (chosen instanceof EvaluationFailure) throw chosen
  evaluation.scope.budget.spend(weightOf(chosen))
  // That the other branch is a secret says something about the condition: Terraform hides the result then, too.
  const isSecret = [onTrue, onFalse].some(branch => !(branch instanceof EvaluationFailure) && branch.marks.sensitive)
  const marks = isSecret ? mergeMarks(condition.marks, sensitiveMarks) : condition.marks
  try {
    return withMarks(convert(chosen, type), marks)
  } catch (error) {
    if (error instanceof ConversionError) throw inconsistent(`${error.message}.`, node.at)
    throw error
  }
}

/** A condition of `? :` or of `%{ if }`: a known bool, or an unknown of whatever type. */
export const toCondition = (value: HclValue, at: SourceLocation): HclValue => {
  if (value.state === 'null')
    throw new EvaluationFailure(
      'Null condition',
      'The condition value is null. Conditions must either be true or false.',
      at,
    )
  if (value.state === 'unknown') return value
  try {
    return convert(value, boolType)
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error
    throw new EvaluationFailure('Incorrect condition type', 'The condition expression must be of type bool.', at)
  }
}

const inconsistent = (detail: string, at: SourceLocation) =>
  new EvaluationFailure('Inconsistent conditional result types', detail, at)

/** What the branches are: values, or only the types of those that have failed. */
const resultType = (onTrue: HclValue | Type, onFalse: HclValue | Type, at: SourceLocation): Type => {
  const types = [typeOf(onTrue), typeOf(onFalse)] as const
  if (isUntypedNull(onTrue)) return types[1]
  if (isUntypedNull(onFalse)) return types[0]
  const type = unifyBranches(types)
  if (type === undefined)
    throw inconsistent(
      `The true and false result expressions must have consistent types. The 'true' value is ${typeName(types[0])}, but the 'false' value is ${typeName(types[1])}.`,
      at,
    )
  return type
}

const typeOf = (branch: HclValue | Type): Type => ('state' in branch ? branch.type : branch)

const isUntypedNull = (branch: HclValue | Type): boolean =>
  'state' in branch && branch.state === 'null' && branch.type.kind === 'dynamic'

const sameReference = (one: HclValue, other: HclValue): UnknownCause | undefined => {
  if (one.state !== 'unknown' || other.state !== 'unknown') return undefined
  const [first, second] = [one.cause, other.cause]
  if (first === second) return first
  if (first.kind !== 'reference' || second.kind !== 'reference') return undefined
  const isSame =
    first.to.source === second.to.source &&
    first.to.name === second.to.name &&
    first.attribute.join('\0') === second.attribute.join('\0')
  return isSame ? first : undefined
}

const isNeverNull = (value: HclValue): boolean =>
  value.state === 'known' || (value.state === 'unknown' && value.refinement.notNull === true)

const emptyOf = ({ kind, element }: CollectionType, marks: Marks): HclValue => {
  if (kind === 'map') return mapOf(element, [], marks)
  return kind === 'set' ? setOf(element, [], marks) : listOf(element, [], marks)
}

/** What can be said while the condition is not known: the type, and what both branches have in common. */
const undecided = (condition: HclValue, onTrue: HclValue, onFalse: HclValue, type: Type): HclValue => {
  const marks = mergeMarks(condition.marks, mergeMarks(onTrue.marks, onFalse.marks))
  if (onTrue.state === 'null' && onFalse.state === 'null') return nullOf(type, marks)
  const cause = sameReference(onTrue, onFalse) ?? derivedCause(condition.state === 'unknown' ? condition : undefined)
  const [one, other] = [numericOf(onTrue), numericOf(onFalse)]
  if (one !== undefined && other !== undefined && compareNumbers(one, other) === 0) return knownNumber(one, marks)
  const isSure = isNeverNull(onTrue) && isNeverNull(onFalse)
  if (isCollection(onTrue.type) && isCollection(type) && sameType(onTrue.type, onFalse.type)) {
    const [first, second] = [lengthBounds(onTrue), lengthBounds(onFalse)]
    const [least, most] = [Math.min(first.least, second.least), Math.max(first.most, second.most)]
    if (isSure && most === 0) return emptyOf(type, marks)
    const { notNull: _, ...bounds } = refinementBetween(least, most)
    return unknownOf(type, cause, isSure ? { ...notNull, ...bounds } : bounds, marks)
  }
  return unknownOf(type, cause, isSure && type.kind !== 'dynamic' ? notNull : {}, marks)
}
