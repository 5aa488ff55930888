import type { SourceLocation } from '../../model/source-location.ts'
import type { Template, TemplatePart } from './ast.ts'
import { ConversionError, convert } from './convert.ts'
import type { Evaluation } from './evaluate.ts'
import { toCondition } from './evaluate-conditional.ts'
import { framesOf, isUnknown } from './evaluate-for.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Frame } from './frame.ts'
import { startsDocument, templateOf } from './functions/join-template.ts'
import { mergeMarks, noMarks, sensitiveMarks, withMarks } from './marks.ts'
import { safePrefix } from './safe-prefix.ts'
import { stringType } from './type.ts'
import type { HclValue, Marks, UnknownValue } from './value.ts'
import { boolOf, derivedCause, stringOf } from './value-access.ts'
import { knownString, notNull, unknownOf } from './value-constructors.ts'

export const evaluateTemplate = (evaluation: Evaluation, { parts }: Template, frame: Frame | undefined): HclValue => {
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'interpolation') return evaluation.evaluate(only.expression, frame)
  if (parts.length === 1 && only?.kind === 'text') return knownString(only.value)
  return evaluateParts(evaluation, parts, frame)
}

/** The parts as one string: known, or a template of known and unknown parts. Those inside a directive may be members of a document. */
const evaluateParts = (
  evaluation: Evaluation,
  parts: readonly TemplatePart[],
  frame: Frame | undefined,
  isInside = false,
): HclValue =>
  join(
    evaluation,
    parts.map(part => evaluatePart(evaluation, part, frame)),
    isInside,
  )

const join = (evaluation: Evaluation, values: readonly HclValue[], isInside: boolean): HclValue => {
  let text = ''
  let marks = noMarks
  for (const value of values) {
    if (value.state === 'unknown') return partlyKnown(evaluation, values, safePrefix(text))
    text += stringOf(value) ?? ''
    marks = mergeMarks(marks, value.marks)
  }
  evaluation.scope.budget.spend(text.length)
  const whole = knownString(text, marks)
  return marks !== noMarks && (isInside || startsDocument(text)) ? { ...whole, parts: values.flatMap(partsOf) } : whole
}

const partsOf = (value: HclValue): readonly HclValue[] =>
  stringOf(value) === '' ? [] : ((value.state === 'known' ? value.parts : undefined) ?? [value])

const openTemplate = ({ scope }: Evaluation, values: readonly HclValue[]): HclValue =>
  templateOf(values, units => scope.budget.spend(units), false)

const partlyKnown = (evaluation: Evaluation, values: readonly HclValue[], prefix: string): HclValue => {
  const template = openTemplate(evaluation, values)
  return template.state === 'unknown' && prefix !== '' ? { ...template, refinement: { ...notNull, prefix } } : template
}

const evaluatePart = (evaluation: Evaluation, part: TemplatePart, frame: Frame | undefined): HclValue => {
  switch (part.kind) {
    case 'text':
      return knownString(part.value)
    case 'interpolation':
      return asText(evaluation.evaluate(part.expression, frame), part.expression.at)
    case 'if': {
      const condition = toCondition(evaluation.evaluate(part.condition, frame), part.condition.at)
      if (condition.state !== 'unknown') {
        const [taken, other] = boolOf(condition) ? [part.onTrue, part.onFalse] : [part.onFalse, part.onTrue]
        const value = evaluateParts(evaluation, taken, frame, true)
        // As in `? :`, the branch that is not taken makes the result a secret where it is one.
        const untaken = marksOfBranch(evaluation, { kind: 'template', parts: other, at: part.at }, frame)
        return withMarks(value, untaken.sensitive ? mergeMarks(condition.marks, sensitiveMarks) : condition.marks)
      }
      const branches = [part.onTrue, part.onFalse].map(parts =>
        marksOfBranch(evaluation, { kind: 'template', parts, at: part.at }, frame),
      )
      return unknownText(condition, branches.reduce(mergeMarks, condition.marks))
    }
    case 'template-for': {
      const collection = evaluation.evaluate(part.collection, frame)
      const frames = framesOf(evaluation, part, collection, frame)
      if (isUnknown(frames)) return unknownText(frames, collection.marks)
      const turns: HclValue[] = []
      for (const inside of frames) turns.push(evaluateParts(evaluation, part.body, inside, true))
      return withMarks(
        turns.some(turn => turn.state === 'unknown') ? openTemplate(evaluation, turns) : join(evaluation, turns, true),
        collection.marks,
      )
    }
  }
}

/** Of a branch that may not be taken, which may therefore fail. */
const marksOfBranch = (evaluation: Evaluation, branch: Template, frame: Frame | undefined): Marks => {
  const value = evaluation.attempt(branch, frame)
  return value instanceof EvaluationFailure ? noMarks : value.marks
}

const unknownText = (because: UnknownValue, marks: HclValue['marks']): HclValue =>
  unknownOf(stringType, derivedCause(because), notNull, marks)

/** An interpolated value as text; an unknown stays what it is, whatever its type. */
const asText = (value: HclValue, at: SourceLocation): HclValue => {
  const invalid = (detail: string) => new EvaluationFailure('Invalid template interpolation value', detail, at)
  if (value.state === 'null')
    throw invalid('The expression result is null. Cannot include a null value in a string template.')
  if (value.state === 'unknown') return value
  try {
    return convert(value, stringType)
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error
    throw invalid(`Cannot include the given value in a string template: ${error.message}.`)
  }
}
