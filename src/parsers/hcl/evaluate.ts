import type { Expression } from './ast.ts'
import { checkReferences } from './check-references.ts'
import { evaluateAccess } from './evaluate-access.ts'
import { evaluateCall } from './evaluate-call.ts'
import { evaluateObject, evaluateTuple } from './evaluate-collection.ts'
import { evaluateConditional } from './evaluate-conditional.ts'
import { evaluateFor } from './evaluate-for.ts'
import { evaluateBinary, evaluateUnary } from './evaluate-operator.ts'
import { evaluateSplat } from './evaluate-splat.ts'
import { evaluateTemplate } from './evaluate-template.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Frame } from './frame.ts'
import { lookUp, splatItem } from './frame.ts'
import type { FunctionContext } from './functions/function-context.ts'
import { parseNumber } from './number-text.ts'
import { templateRenderer } from './render-template.ts'
import type { Scope } from './scope.ts'
import { dynamicType } from './type.ts'
import type { HclValue } from './value.ts'
import { knownBool, knownNumber, nullOf, unknownBecause } from './value-constructors.ts'
import { weightOf } from './weight.ts'

/** Evaluates expressions in one scope. Its methods throw EvaluationFailures; `evaluate` below is the way in. */
export class Evaluation {
  readonly scope: Scope
  private ofFunctions: FunctionContext | undefined

  constructor(scope: Scope) {
    this.scope = scope
  }

  /** Made for the first call: most expressions have none. */
  get functionContext(): FunctionContext {
    const { scope } = this
    this.ofFunctions ??= {
      budget: scope.budget,
      ...(scope.files.directory === undefined ? {} : { directory: scope.files.directory }),
      readFile: path => scope.files.readFile(path),
      listFiles: directory => scope.files.listFiles(directory),
      renderTemplate: templateRenderer(this),
    }
    return this.ofFunctions
  }

  evaluate(expression: Expression, frame: Frame | undefined): HclValue {
    const { budget } = this.scope
    budget.enter()
    const value = this.dispatch(expression, frame)
    budget.leave()
    return value
  }

  private dispatch(expression: Expression, frame: Frame | undefined): HclValue {
    switch (expression.kind) {
      case 'number': {
        const number = parseNumber(expression.text)
        if (number === undefined)
          throw new EvaluationFailure('Invalid number literal', 'This number is out of range.', expression.at)
        return this.made(knownNumber(number))
      }
      case 'keyword':
        return expression.value === null ? nullOf() : knownBool(expression.value)
      case 'template':
        return evaluateTemplate(this, expression, frame)
      case 'variable':
      case 'attribute':
      case 'index':
        return evaluateAccess(this, expression, frame)
      case 'splat':
        return evaluateSplat(this, expression, frame)
      case 'splat-item':
        return lookUp(frame, splatItem) ?? nullOf()
      case 'call':
        return evaluateCall(this, expression, frame)
      case 'unary':
        return evaluateUnary(this, expression, frame)
      case 'binary':
        return evaluateBinary(this, expression, frame)
      case 'conditional':
        return evaluateConditional(this, expression, frame)
      case 'tuple':
        return evaluateTuple(this, expression, frame)
      case 'object':
        return evaluateObject(this, expression, frame)
      case 'for':
        return evaluateFor(this, expression, frame)
      case 'parentheses':
        return this.evaluate(expression.expression, frame)
    }
  }

  /** Pays for a value that was put together, so that going through it stays affordable. */
  made(value: HclValue): HclValue {
    this.scope.budget.spend(2 * weightOf(value))
    return value
  }

  /** The value, or the failure of kind `error` that there is instead of it. */
  attempt(expression: Expression, frame: Frame | undefined): HclValue | EvaluationFailure {
    const { budget } = this.scope
    const depth = budget.mark()
    try {
      return this.evaluate(expression, frame)
    } catch (failure) {
      if (!(failure instanceof EvaluationFailure) || failure.kind !== 'error') throw failure
      budget.recover(depth)
      return failure
    }
  }
}

const isStackOverflow = (error: unknown): boolean => error instanceof RangeError && /call stack/.test(error.message)

/**
 * The value of an expression. Never throws: what has no value is reported to the scope and gives an unknown of reason `invalid`,
 * which names what went wrong.
 */
export const evaluate = (expression: Expression, scope: Scope): HclValue => {
  const depth = scope.budget.mark()
  scope.budget.begin()
  try {
    checkReferences(expression, scope)
    return new Evaluation(scope).evaluate(expression, undefined)
  } catch (error) {
    scope.budget.reset(depth)
    const failure = isStackOverflow(error)
      ? new EvaluationFailure('Evaluation too deep', 'Expressions and the values that they refer to nest too deeply.')
      : error
    if (!(failure instanceof EvaluationFailure)) throw failure
    const { summary, detail, at = expression.at } = failure
    scope.report({ severity: 'error', summary, detail, at })
    return unknownBecause(dynamicType, { kind: 'invalid', names: summary })
  }
}
