import { callInAnyCheckout } from './any-checkout.ts'
import type { Call, Expression } from './ast.ts'
import type { Evaluation } from './evaluate.ts'
import { traversalOf } from './evaluate-access.ts'
import { EvaluationFailure } from './evaluation-failure.ts'
import type { Frame } from './frame.ts'
import type { HclFunction } from './functions/define-function.ts'
import { FunctionError } from './functions/function-error.ts'
import { deepMarks, mergeMarks, noMarks, withMarks } from './marks.ts'
import { boolType, dynamicType } from './type.ts'
import type { HclValue } from './value.ts'
import { derivedCause, findUnknown, itemsOf } from './value-access.ts'
import { knownBool, unknownBecause, unknownOf } from './value-constructors.ts'
import { weightOf } from './weight.ts'

export const evaluateCall = (evaluation: Evaluation, node: Call, frame: Frame | undefined): HclValue => {
  const name = node.name.startsWith('core::') ? node.name.slice(6) : node.name
  const special = specialForms.get(name)
  if (special !== undefined) return special(evaluation, node, frame)
  const found = evaluation.scope.functions.get(name)
  if (found === undefined) checkProvider(evaluation, node, name)
  const given = evaluateArguments(evaluation, node, frame)
  if (!isList(given)) return given
  if (found === undefined) {
    const marks = given.map(deepMarks).reduce(mergeMarks, noMarks)
    return unknownBecause(dynamicType, { kind: 'unsupported', names: `${name}()` }, {}, marks)
  }
  return callFunction(evaluation, found, given, node)
}

/** Functions of providers may exist, unless the scope knows that there are no providers. */
const checkProvider = ({ scope }: Evaluation, node: Call, name: string): void => {
  const ofProvider = name.startsWith('provider::')
  if (ofProvider && scope.providerFunctions !== 'none') return
  throw new EvaluationFailure(
    ofProvider ? 'Unknown provider function' : 'Call to unknown function',
    `There is no function named "${node.name}".`,
    node.at,
  )
}

const isList = <T>(given: readonly T[] | HclValue): given is readonly T[] => Array.isArray(given)

/** What is in the argument that `...` expands, or the unknown result when that is not known. */
const expand = (evaluation: Evaluation, last: Expression, frame: Frame | undefined): readonly HclValue[] | HclValue => {
  const value = evaluation.evaluate(last, frame)
  const invalid = (what: string) =>
    new EvaluationFailure(
      'Invalid expanding argument value',
      `The expanding argument (indicated by ...) must ${what}.`,
      last.at,
    )
  if (value.state === 'null') throw invalid('not be null')
  const { kind } = value.type
  if (kind !== 'dynamic' && kind !== 'tuple' && kind !== 'list' && kind !== 'set')
    throw invalid('be of a tuple, list, or set type')
  if (value.state === 'unknown') return unknownOf(dynamicType, derivedCause(value), {}, value.marks)
  return (itemsOf(value) ?? []).map(item => withMarks(item, value.marks))
}

/** The arguments with the last one expanded, or the unknown result when what is to be expanded is not known. */
const evaluateArguments = (
  evaluation: Evaluation,
  node: Call,
  frame: Frame | undefined,
): readonly HclValue[] | HclValue => {
  const last = node.expand ? node.arguments.at(-1) : undefined
  if (last === undefined) return node.arguments.map(argument => evaluation.evaluate(argument, frame))
  const given = node.arguments.slice(0, -1).map(argument => evaluation.evaluate(argument, frame))
  const expanded = expand(evaluation, last, frame)
  return isList(expanded) ? [...given, ...expanded] : expanded
}

type Attempt = () => HclValue | EvaluationFailure

/** The same for `try` and `can`, which see to arguments that fail; one that cannot be expanded is beyond them. */
const attempts = (evaluation: Evaluation, node: Call, frame: Frame | undefined): readonly Attempt[] | HclValue => {
  const last = node.expand ? node.arguments.at(-1) : undefined
  const plain = last === undefined ? node.arguments : node.arguments.slice(0, -1)
  const given = plain.map(
    (argument): Attempt =>
      () =>
        evaluation.attempt(argument, frame),
  )
  if (last === undefined) return given
  const expanded = expand(evaluation, last, frame)
  return isList(expanded)
    ? [
        ...given,
        ...expanded.map(
          (value): Attempt =>
            () =>
              value,
        ),
      ]
    : expanded
}

const checkCount = ({ name, params, variadic }: HclFunction, count: number, node: Call): void => {
  if (count < params.length)
    throw new EvaluationFailure(
      'Not enough function arguments',
      `Function "${name}" expects${variadic === undefined ? '' : ' at least'} ${params.length} argument(s). Missing value for "${params[count]?.name}".`,
      node.at,
    )
  if (variadic === undefined && count > params.length)
    throw new EvaluationFailure(
      'Too many function arguments',
      `Function "${name}" expects only ${params.length} argument(s).`,
      node.at,
    )
}

const callFunction = (evaluation: Evaluation, found: HclFunction, given: readonly HclValue[], node: Call): HclValue => {
  checkCount(found, given.length, node)
  for (const value of given) evaluation.scope.budget.spend(weightOf(value))
  try {
    const value = found.call(given, evaluation.functionContext)
    return value.state === 'unknown' ? (callInAnyCheckout(found, given, evaluation.functionContext) ?? value) : value
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error
    const { argumentIndex, message } = error
    if (argumentIndex === undefined)
      throw new EvaluationFailure(
        'Error in function call',
        `Call to function "${found.name}" failed: ${message}.`,
        node.at,
      )
    const parameter = found.params[argumentIndex] ?? found.variadic
    const at = node.arguments[Math.min(argumentIndex, node.arguments.length - 1)]?.at ?? node.at
    throw new EvaluationFailure(
      'Invalid function argument',
      `Invalid value for "${parameter?.name ?? argumentIndex}" parameter: ${message}.`,
      at,
    )
  }
}

type SpecialForm = (evaluation: Evaluation, node: Call, frame: Frame | undefined) => HclValue

/** The first argument that has a value. One that is not wholly known may yet fail, so that nothing is known about the result. */
const evaluateTry: SpecialForm = (evaluation, node, frame) => {
  const failures: EvaluationFailure[] = []
  const candidates = attempts(evaluation, node, frame)
  if (!isList(candidates)) return candidates
  for (const attempt of candidates) {
    const value = attempt()
    if (value instanceof EvaluationFailure) {
      failures.push(value)
      continue
    }
    evaluation.scope.budget.spend(weightOf(value))
    const unknown = findUnknown(value)
    if (unknown === undefined || evaluation.scope.isLenient === true) return value
    return unknownOf(dynamicType, unknown === value ? unknown.cause : derivedCause(unknown), {}, deepMarks(value))
  }
  const tried = failures.map(({ summary, detail }) => `\n- ${summary}\n  ${detail}`).join('')
  const why =
    failures.length === 0
      ? 'at least one argument is required'
      : `no expression succeeded:${tried}\n\nAt least one expression must produce a successful result`
  throw new EvaluationFailure('Error in function call', `Call to function "try" failed: ${why}.`, node.at)
}

const evaluateCan: SpecialForm = (evaluation, node, frame) => {
  const candidates = attempts(evaluation, node, frame)
  if (!isList(candidates)) return candidates
  const [attempt] = candidates
  if (attempt === undefined || candidates.length > 1)
    throw new EvaluationFailure(
      attempt === undefined ? 'Not enough function arguments' : 'Too many function arguments',
      'Function "can" expects 1 argument(s).',
      node.at,
    )
  const value = attempt()
  if (value instanceof EvaluationFailure) return knownBool(false)
  evaluation.scope.budget.spend(weightOf(value))
  const unknown = findUnknown(value)
  return unknown === undefined ? knownBool(true) : unknownOf(boolType, derivedCause(unknown))
}

const isReference = (expression: Expression): boolean => {
  const { root, chain } = traversalOf(expression)
  return root.kind === 'variable' && chain.length > 0
}

/** The template must come from elsewhere: Terraform takes a literal for a mistake. */
const evaluateTemplateString: SpecialForm = (evaluation, node, frame) => {
  const found = evaluation.scope.functions.get('templatestring')
  const [template] = node.arguments
  if (template !== undefined && !isReference(template))
    throw new EvaluationFailure(
      'Invalid function argument',
      'Invalid value for "template" parameter: invalid template expression: must be a direct reference to a single string from elsewhere, containing valid Terraform template syntax.',
      template.at,
    )
  const given = evaluateArguments(evaluation, node, frame)
  if (!isList(given)) return given
  if (found === undefined)
    throw new EvaluationFailure('Call to unknown function', 'There is no function named "templatestring".', node.at)
  return callFunction(evaluation, found, given, node)
}

const specialForms: ReadonlyMap<string, SpecialForm> = new Map([
  ['try', evaluateTry],
  ['can', evaluateCan],
  ['templatestring', evaluateTemplateString],
])
