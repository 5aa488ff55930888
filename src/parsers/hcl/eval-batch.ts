import { startOf } from '../../model/source-location.ts'
import type { Expression } from './ast.ts'
import { ConversionError } from './convert.ts'
import { evaluate } from './evaluate.ts'
import { EvaluationBudget } from './evaluation-budget.ts'
import { fromJson } from './from-json.ts'
import type { HclFunction } from './functions/define-function.ts'
import { jsonString } from './functions/json-text.ts'
import { jsonValue, whyUnknown } from './json-value.ts'
import { readHclExpression } from './read-hcl.ts'
import { readHclJson } from './read-hcl-json.ts'
import { rootScope } from './root-scope.ts'
import type { Scope } from './scope.ts'
import type { Type } from './type.ts'
import type { TypeConstraint } from './type-constraint.ts'
import { anyConstraint, applyConstraint, readTypeConstraint, TypeConstraintError } from './type-constraint.ts'
import { typeText } from './type-name.ts'
import type { HclValue } from './value.ts'
import { entriesOf } from './value-access.ts'
import { notNull, objectOf, unknownBecause } from './value-constructors.ts'

export interface EvalBatchInput {
  readonly functions: ReadonlyMap<string, HclFunction>
  /** Makes digests of secrets comparable within a run only. */
  readonly salt: string
  readonly files?: Scope['files']
  readonly workspace?: string
}

/** A case cannot be evaluated: its answer is this message. No Error: nobody looks at where it was made, and finding out takes time. */
class CaseFailure {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

const file = '<expression>'
const nothing: Expression = { kind: 'object', items: [], at: startOf(file) }

/**
 * Answers one line of `sotsu eval --batch` at a time, as `contracts.md` describes it: a JSON object in, a JSON object out. Types that lines
 * have in common are read once.
 */
export const evalBatch = ({ functions, salt, ...environment }: EvalBatchInput): ((line: string) => string) => {
  const constraints = new Map<string, TypeConstraint>()

  const newScope = (variables: ReadonlyMap<string, HclValue>) =>
    rootScope({ variables, functions, budget: new EvaluationBudget(), ...environment })

  const constraintOf = (text: string): TypeConstraint => {
    let constraint = constraints.get(text)
    if (constraint === undefined) {
      const { expression, diagnostics } = readHclExpression(file, text)
      if (expression === undefined) throw new CaseFailure(`${diagnostics[0]?.summary}: ${diagnostics[0]?.detail}`)
      constraint = readTypeConstraint(expression, value => evaluate(value, newScope(new Map())))
      constraints.set(text, constraint)
    }
    return constraint
  }

  /** The values as a variable file in JSON gives them: if need be read from the line itself, so that no digit is lost. */
  const givenValues = (line: string, vars: unknown): ReadonlyMap<string, HclValue> => {
    const expression = () => readHclJson(file, line, 'values').body.attributes.get('vars')?.expression
    const exact = () => evaluate(expression() ?? nothing, newScope(new Map()))
    return entriesOf(fromJson(vars) ?? exact()) ?? new Map()
  }

  const variablesOf = (line: string, { vars, varTypes, unknownVars }: Case): ReadonlyMap<string, HclValue> => {
    const variables = new Map<string, HclValue>()
    if (vars !== undefined)
      for (const [name, value] of givenValues(line, vars)) {
        const type = varTypes[name]
        variables.set(name, applyConstraint(value, type === undefined ? anyConstraint : constraintOf(type)))
      }
    for (const [name, type] of Object.entries(unknownVars))
      variables.set(name, unknownVariable(`var.${name}`, constraintOf(type).type))
    return variables
  }

  const answer = (line: string, given: Case): string => {
    const { expression, diagnostics } = readHclExpression(file, `${given.expr}\n`)
    if (expression === undefined) throw new CaseFailure(`${diagnostics[0]?.summary}: ${diagnostics[0]?.detail}`)
    const scope = newScope(variablesOf(line, given))
    const value = evaluate(expression, scope)
    const [wrong] = scope.diagnostics
    if (wrong !== undefined) throw new CaseFailure(`${wrong.summary}: ${wrong.detail}`)
    if (value.state === 'unknown' && value.cause.kind === 'reason' && !value.marks.sensitive)
      return `"unknown":${jsonString(whyUnknown(value.cause.why))}`
    return `"value":${jsonValue(value, salt)},"type":${jsonString(typeText(value.type))}`
  }

  return line => {
    let id = 'null'
    try {
      const given = readCase(line)
      id = given.id
      return `{"id":${id},${answer(line, given)}}`
    } catch (error) {
      if (
        error instanceof CaseFailure ||
        error instanceof ConversionError ||
        error instanceof TypeConstraintError ||
        error instanceof RangeError
      )
        return `{"id":${id},"error":${jsonString(error.message)}}`
      throw error
    }
  }
}

interface Case {
  /** As JSON text: it is given back as it came. */
  readonly id: string
  readonly expr: string
  readonly vars: unknown
  readonly varTypes: Readonly<Record<string, string>>
  readonly unknownVars: Readonly<Record<string, string>>
}

const readCase = (line: string): Case => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new CaseFailure('Invalid JSON: every line must be one JSON object with an "expr".')
  }
  const { id = null, expr, vars, varTypes, unknownVars } = (value ?? {}) as Record<string, unknown>
  if (typeof expr !== 'string') throw new CaseFailure('Missing "expr": every line must have the text of an expression.')
  return { id: JSON.stringify(id), expr, vars, varTypes: texts(varTypes), unknownVars: texts(unknownVars) }
}

const texts = (value: unknown): Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {}

/** A value that will be set, to something of this type; of an object its attributes. Only one of any type may turn out to be null. */
const unknownVariable = (name: string, type: Type): HclValue =>
  type.kind === 'object'
    ? objectOf([...type.attributes].map(([key, attribute]) => [key, unknownVariable(`${name}.${key}`, attribute)]))
    : unknownBecause(type, { kind: 'unset-input', names: name }, type.kind === 'dynamic' ? {} : notNull)
