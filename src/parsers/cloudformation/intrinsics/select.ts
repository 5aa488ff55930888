import { itemsOf, unknown } from '../../../model/value.ts'
import { chosenBy, originsOf, passTo, provenance, reasonOf } from '../derive-value.ts'
import type { Intrinsic } from '../stack.ts'
import type { TemplateNode } from '../template-node.ts'
import { argumentsOf, isValue } from './arguments.ts'

/** [index from 0, list]. A member can be picked from a list that is known in part only. */
export const select: Intrinsic = (argument, at, scope) => {
  const given = argumentsOf('Fn::Select', argument, at, scope, { least: 2, shape: '[index, list]' })
  if (isValue(given)) return given
  const [first, second] = given as [TemplateNode, TemplateNode]
  const index = scope.evaluateText(first)
  const list = scope.evaluate(second)
  const items = itemsOf(list)
  const why = (index && reasonOf(index)) ?? (items === undefined && list ? reasonOf(list) : undefined)
  if (why !== undefined) return unknown(why, provenance(at, ...[index, list].filter(value => value !== undefined)))
  if (items === undefined)
    return scope.invalid(at, 'Wrong arguments of Fn::Select', 'The second argument of Fn::Select has to be a list.')
  const position = index?.kind === 'known' && /^\d+$/.test(String(index.value)) ? Number(index.value) : undefined
  if (index === undefined || position === undefined)
    return scope.invalid(
      at,
      'Wrong arguments of Fn::Select',
      'The index of Fn::Select has to be a whole number from 0.',
    )
  const picked = items[position]
  if (picked === undefined)
    return scope.invalid(
      at,
      'Fn::Select out of range',
      `There is no member ${position}: the list has ${items.length}, counted from 0.`,
    )
  return chosenBy(passTo(picked, at), originsOf(index))
}
