import { compareValues } from '../../../model/compare-values.ts'
import { unknown, type Value } from '../../../model/value.ts'
import { chosenBy, mergeOrigins, originsOf, reasonOf, sizeOf } from '../derive-value.ts'
import type { Intrinsic } from '../stack.ts'
import { nameOf, type TemplateNode } from '../template-node.ts'
import { argumentsOf, isValue } from './arguments.ts'

/**
 * [condition name, value if true, value if false]. Only the branch that is taken is evaluated. Where the condition is undetermined, the value is known
 * all the same if both branches agree.
 */
export const ifFunction: Intrinsic = (argument, at, scope) => {
  const given = argumentsOf('Fn::If', argument, at, scope, {
    least: 3,
    shape: '[condition, value if true, value if false]',
  })
  if (isValue(given)) return given
  const [first, whenTrue, whenFalse] = given as [TemplateNode, TemplateNode, TemplateNode]
  const name = nameOf(first)
  if (name === undefined)
    return scope.invalid(
      at,
      'Wrong arguments of Fn::If',
      'The first argument of Fn::If is the literal name of a condition.',
    )
  const condition = scope.stack.condition(name)
  if (condition === undefined) return scope.invalid(at, `Undefined condition ${name}`, `Conditions has no "${name}".`)
  if (condition.truth !== 'undetermined') {
    const value = scope.evaluate(condition.truth === 'yes' ? whenTrue : whenFalse)
    if (value === undefined) return undefined
    return scope.stack.run.step(at, sizeOf(value)) ? chosenBy(value, condition.origins) : value
  }
  const perhaps = scope.tentative()
  const values = [perhaps.evaluate(whenTrue), perhaps.evaluate(whenFalse)] as const
  if (agree(...values)) return values[0]
  const why = (condition.because && reasonOf(condition.because)) ?? { kind: 'computed', names: `condition ${name}` }
  const origins = mergeOrigins(condition.origins, ...values.map(value => (value ? originsOf(value) : [])))
  return unknown(why, { at, origins })
}

const agree = (one: Value | undefined, other: Value | undefined): boolean =>
  one === undefined || other === undefined ? one === other : compareValues(one, other) === 'same'
