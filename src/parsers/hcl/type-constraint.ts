import type { SourceLocation } from '../../model/source-location.ts'
import type { Call, Expression } from './ast.ts'
import { literalText } from './ast.ts'
import { ConversionError, convert } from './convert.ts'
import type { Type } from './type.ts'
import { boolType, dynamicType, numberType, objectType, stringType, tupleType } from './type.ts'
import type { Defaults } from './type-defaults.ts'
import { applyDefaults, hasDefaults, noDefaults } from './type-defaults.ts'
import type { HclValue } from './value.ts'
import { nullOf } from './value-constructors.ts'

/** What `type = …` of a variable asks for. */
export interface TypeConstraint {
  readonly type: Type
  readonly defaults: Defaults
}

/** Why a type constraint cannot be read; `summary` and `detail` are those of Terraform's diagnostic. */
export class TypeConstraintError extends Error {
  readonly summary: string
  readonly at: SourceLocation

  constructor(detail: string, at: SourceLocation, summary = 'Invalid type specification') {
    super(detail)
    this.name = 'TypeConstraintError'
    this.summary = summary
    this.at = at
  }
}

/** Evaluates the default of an optional attribute: an expression without variables and functions. */
export type EvaluateDefault = (expression: Expression) => HclValue

export const anyConstraint: TypeConstraint = { type: dynamicType, defaults: noDefaults }

const keywords: Readonly<Record<string, Type>> = {
  string: stringType,
  number: numberType,
  bool: boolType,
  any: dynamicType,
}

const constructors = ['list', 'set', 'map', 'object', 'tuple'] as const
type Constructor = (typeof constructors)[number]
const isConstructor = (name: string): name is Constructor => (constructors as readonly string[]).includes(name)

const needs: Readonly<Record<Constructor, string>> = {
  list: 'The list type constructor requires one argument specifying the element type.',
  set: 'The set type constructor requires one argument specifying the element type.',
  map: 'The map type constructor requires one argument specifying the element type.',
  object: 'The object type constructor requires one argument specifying the attribute types and values as a map.',
  tuple: 'The tuple type constructor requires one argument specifying the element types as a list.',
}

const keyName = (key: Expression | { readonly kind: 'name'; readonly name: string }): string | undefined => {
  if (key.kind === 'name' || key.kind === 'variable') return key.name
  return literalText(key)
}

const readObject = (argument: Expression, evaluate: EvaluateDefault): TypeConstraint => {
  if (argument.kind !== 'object')
    throw new TypeConstraintError(
      'Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.',
      argument.at,
    )
  const attributes = new Map<string, Type>()
  const optional = new Set<string>()
  const values = new Map<string, HclValue>()
  const children = new Map<string, Defaults>()
  for (const { key, value } of argument.items) {
    const name = keyName(key)
    if (name === undefined)
      throw new TypeConstraintError('Object constructor map keys must be attribute names.', key.at)
    const modifier = value.kind === 'call' && value.name === 'optional' ? value : undefined
    const inner = modifier === undefined ? value : modifier.arguments[0]
    if (inner === undefined || (modifier?.arguments.length ?? 1) > 2)
      throw new TypeConstraintError(
        'Optional attribute modifier requires the attribute type as its argument, and accepts at most one further argument: the default value.',
        value.at,
      )
    const { type, defaults } = readConstraint(inner, evaluate)
    attributes.set(name, type)
    if (hasDefaults(defaults)) children.set(name, defaults)
    if (modifier === undefined) continue
    optional.add(name)
    const fallback = modifier.arguments[1]
    if (fallback === undefined) continue
    try {
      values.set(name, convert(evaluate(fallback), type))
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error
      throw new TypeConstraintError(
        `This default value is not compatible with the attribute's type constraint: ${error.message}.`,
        fallback.at,
        'Invalid default value for optional attribute',
      )
    }
  }
  return { type: objectType(attributes, optional), defaults: { values, children, element: undefined } }
}

const readTuple = (argument: Expression, evaluate: EvaluateDefault): TypeConstraint => {
  if (argument.kind !== 'tuple')
    throw new TypeConstraintError('Tuple type constructor requires a list of element types.', argument.at)
  const items = argument.items.map(item => readConstraint(item, evaluate))
  const children = new Map(
    items.flatMap(({ defaults }, index) => (hasDefaults(defaults) ? [[String(index), defaults] as const] : [])),
  )
  return {
    type: tupleType(items.map(item => item.type)),
    defaults: { values: new Map(), children, element: undefined },
  }
}

const readCall = (call: Call, evaluate: EvaluateDefault): TypeConstraint => {
  if (call.name === 'optional')
    throw new TypeConstraintError('Keyword "optional" is valid only as a modifier for object type attributes.', call.at)
  if (!isConstructor(call.name)) {
    const detail =
      call.name in keywords
        ? `Primitive type keyword "${call.name}" does not expect arguments.`
        : `Keyword "${call.name}" is not a valid type constructor.`
    throw new TypeConstraintError(detail, call.at)
  }
  const argument = call.arguments[0]
  if (argument === undefined || call.arguments.length > 1) throw new TypeConstraintError(needs[call.name], call.at)
  if (call.name === 'object') return readObject(argument, evaluate)
  if (call.name === 'tuple') return readTuple(argument, evaluate)
  const { type, defaults } = readConstraint(argument, evaluate)
  return {
    type: { kind: call.name, element: type },
    defaults: hasDefaults(defaults) ? { ...noDefaults, element: defaults } : noDefaults,
  }
}

const readConstraint = (expression: Expression, evaluate: EvaluateDefault): TypeConstraint => {
  if (expression.kind === 'parentheses') return readConstraint(expression.expression, evaluate)
  if (expression.kind === 'call') return readCall(expression, evaluate)
  if (expression.kind !== 'variable')
    throw new TypeConstraintError(
      'A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).',
      expression.at,
    )
  const type = keywords[expression.name]
  if (type !== undefined) return { type, defaults: noDefaults }
  throw new TypeConstraintError(
    isConstructor(expression.name)
      ? needs[expression.name]
      : `The keyword "${expression.name}" is not a valid type specification.`,
    expression.at,
  )
}

/** Reads `type = …`. Throws a TypeConstraintError. Bare `list` and `map` mean any element type, as they did in old configurations. */
export const readTypeConstraint = (
  expression: Expression,
  evaluate: EvaluateDefault = () => nullOf(),
): TypeConstraint => {
  if (expression.kind === 'variable' && (expression.name === 'list' || expression.name === 'map'))
    return { type: { kind: expression.name, element: dynamicType }, defaults: noDefaults }
  const quoted = literalText(expression)
  if (quoted !== undefined)
    throw new TypeConstraintError(
      `Terraform 0.11 and earlier required type constraints to be given in quotes, but that form is now deprecated. Remove the quotes around "${quoted}".`,
      expression.at,
      'Invalid quoted type constraints',
    )
  return readConstraint(expression, evaluate)
}

/** The value with defaults filled in, as one of the constraint's type. Throws a ConversionError. */
export const applyConstraint = (value: HclValue, constraint: TypeConstraint): HclValue =>
  convert(applyDefaults(value, constraint.defaults), constraint.type)
