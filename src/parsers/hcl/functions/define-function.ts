import { ConversionError, convert } from '../convert.ts'
import { deepMarks, isDeeplySensitive, mergeMarks, noMarks, sensitiveMarks, withMarks } from '../marks.ts'
import type { Type } from '../type.ts'
import type { HclValue, Marks, Refinement } from '../value.ts'
import { derivedCause, entriesOf, findUnknown, itemsOf, stringOf } from '../value-access.ts'
import { listOf, notNull, unknownOf } from '../value-constructors.ts'
import type { FunctionContext } from './function-context.ts'
import { FunctionError } from './function-error.ts'

export interface Parameter {
  readonly name: string
  /** The argument is converted to it. `dynamic` takes a value of any type as it is. */
  readonly type: Type
  /** What the function wants to see for itself, and which is otherwise dealt with before it is called. */
  readonly accepts?: readonly ('null' | 'unknown' | 'any-type')[]
  /**
   * What becomes of the argument's marks: with `all` (the default) the result has those of the argument and of everything in it;
   * with `elements` those in it stay with its elements, except that anything sensitive makes the result sensitive;
   * with `own` the function sees to them.
   */
  readonly marks?: 'all' | 'elements' | 'own'
}

export interface HclFunction {
  readonly name: string
  readonly params: readonly Parameter[]
  readonly variadic?: Parameter
  /** Throws a FunctionError. The number of arguments has been checked. */
  call(args: readonly HclValue[], context: FunctionContext): HclValue
}

export interface FunctionDefinition {
  readonly name: string
  readonly params: readonly Parameter[]
  readonly variadic?: Parameter
  /** The result's type; worked out, and arguments refused, before unknown arguments end the call. */
  readonly returns: Type | ((args: readonly HclValue[]) => Type)
  /** What is known about the result while it is unknown. Without it: that it is not null. */
  readonly refinement?: Refinement | ((args: readonly HclValue[]) => Refinement)
  /** Its result is an argument or a part of one, which costs nothing to pass on. */
  readonly passesOn?: true
  call(args: readonly HclValue[], context: FunctionContext, type: Type): HclValue
}

/** What it costs to make a value, its elements being there: about its memory in units of eight bytes. */
const costOf = (value: HclValue): number => {
  const text = stringOf(value)
  if (text !== undefined) return text.length >> 2
  return 4 * (itemsOf(value)?.length ?? 4 * (entriesOf(value)?.size ?? 0))
}

const accepts = (parameter: Parameter, what: 'null' | 'unknown' | 'any-type'): boolean =>
  parameter.accepts?.includes(what) ?? false

const marksFor = (parameter: Parameter, value: HclValue): Marks => {
  switch (parameter.marks ?? 'all') {
    case 'all':
      return deepMarks(value)
    case 'elements':
      return isDeeplySensitive(value) ? mergeMarks(value.marks, sensitiveMarks) : value.marks
    case 'own':
      return noMarks
  }
}

const converted = (value: HclValue, parameter: Parameter, index: number): HclValue => {
  try {
    return convert(value, parameter.type)
  } catch (error) {
    if (error instanceof ConversionError) throw new FunctionError(index, error.message)
    throw error
  }
}

/** What is wrong with a sensitive argument is not told: the message might show it, or a part of it. */
const withoutSecrets = <T>(args: readonly HclValue[], work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof FunctionError) || !args.some(isDeeplySensitive)) throw error
    throw new FunctionError(
      error.argumentIndex,
      'it does not take these arguments; one of them is sensitive, so that no more is shown',
    )
  }
}

/** A function of the table: conversion, nulls, unknowns and marks in one place, so that definitions deal with plain values. */
export const defineFunction = (definition: FunctionDefinition): HclFunction => {
  const { name, params, variadic, returns } = definition
  const parameterAt = (index: number): Parameter => {
    const parameter = params[index] ?? variadic
    if (parameter === undefined) throw new FunctionError(undefined, `${name} takes ${params.length} arguments`)
    return parameter
  }
  const refine = (args: readonly HclValue[]): Refinement => {
    const { refinement = notNull } = definition
    return typeof refinement === 'function' ? refinement(args) : refinement
  }

  const call = (given: readonly HclValue[], context: FunctionContext): HclValue => {
    if (given.length < params.length)
      throw new FunctionError(undefined, `${name} needs a value for "${params[given.length]?.name}"`)
    const args = given.map((value, index) => {
      const argument = converted(value, parameterAt(index), index)
      if (argument !== value) context.budget.spend(costOf(argument))
      return argument
    })
    let marks = noMarks
    let stop: HclValue | undefined
    let ofAnyType = false
    for (const [index, value] of args.entries()) {
      const parameter = parameterAt(index)
      marks = mergeMarks(marks, marksFor(parameter, value))
      if (ofAnyType) continue
      if (value.state === 'null' && !accepts(parameter, 'null'))
        throw new FunctionError(index, 'argument must not be null')
      if (value.type.kind === 'dynamic' && !accepts(parameter, 'any-type')) {
        ofAnyType = true
        stop ??= value
      } else if (value.state === 'unknown' && !accepts(parameter, 'unknown')) stop ??= value
    }
    if (ofAnyType) return unknownOf({ kind: 'dynamic' }, derivedCause(args.map(findUnknown).find(Boolean)), {}, marks)
    const type = typeof returns === 'function' ? withoutSecrets(args, () => returns(args)) : returns
    if (stop !== undefined) {
      const cause = derivedCause(stop.state === 'unknown' ? stop : undefined)
      return unknownOf(type, cause, type.kind === 'dynamic' ? {} : refine(args), marks)
    }
    const result = withoutSecrets(args, () => definition.call(args, context, type))
    if (definition.passesOn !== true) context.budget.spend(costOf(result))
    return withMarks(result, marks)
  }
  return variadic === undefined ? { name, params, call } : { name, params, variadic, call }
}

/**
 * The result of a function whose arguments hold unknowns deeper down: unknown because of the first of them.
 * A list of which the length is known is a list of unknowns, as Terraform has it.
 */
export const unknownResult = (type: Type, args: readonly HclValue[], refinement: Refinement = notNull): HclValue => {
  const cause = derivedCause(args.map(findUnknown).find(Boolean))
  const { minLength, maxLength } = refinement
  if (type.kind === 'list' && refinement.notNull === true && minLength !== undefined && minLength === maxLength)
    return listOf(
      type.element,
      Array.from({ length: minLength }, () => unknownOf(type.element, cause)),
    )
  return unknownOf(type, cause, type.kind === 'dynamic' ? {} : refinement)
}
