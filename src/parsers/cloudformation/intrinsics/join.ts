import type { Value } from '../../../model/value.ts'
import { itemsOf, known, unknown } from '../../../model/value.ts'
import { chosenBy, provenance, reasonOf } from '../derive-value.ts'
import { isText, joinText } from '../join-text.ts'
import type { Intrinsic, Scope } from '../stack.ts'
import { type TemplateNode, textOf } from '../template-node.ts'
import { argumentsOf, isValue } from './arguments.ts'

/** [delimiter, list]. Members that are AWS::NoValue leave no trace, empty text stays a member. */
export const join: Intrinsic = (argument, at, scope) => {
  const given = argumentsOf('Fn::Join', argument, at, scope, { least: 2, shape: '[delimiter, list]' })
  if (isValue(given)) return given
  const [first, second] = given as [TemplateNode, TemplateNode]
  const delimiter = textOf(first)
  if (delimiter === undefined)
    return scope.invalid(at, 'Wrong arguments of Fn::Join', 'The delimiter of Fn::Join has to be a literal string.')
  const list = membersOf(second, scope)
  const members = itemsOf(list)
  if (members === undefined) {
    const why = list && reasonOf(list)
    if (list !== undefined && why !== undefined) return unknown(why, provenance(at, list))
    return scope.invalid(at, 'Wrong arguments of Fn::Join', 'The second argument of Fn::Join has to be a list.')
  }
  if (!members.every(isText))
    return scope.invalid(
      at,
      'Member of Fn::Join is no text',
      'Fn::Join joins texts; one of its members is a list or a map.',
    )
  const separator = known(delimiter, { at, origins: [] })
  const parts = members.flatMap((member, index): Value[] => (index === 0 ? [member] : [separator, member]))
  const joined = joinText(parts, at)
  if (joined === undefined) return scope.invalid(at, 'Text too long', 'Fn::Join makes more than 1 MB of text here.')
  return list === undefined ? joined : chosenBy(joined, list.from.origins)
}

/** A list argument: literal members keep the digits they are written with. */
export const membersOf = (node: TemplateNode, scope: Scope): Value | undefined => {
  if (node.kind !== 'list') return scope.evaluate(node)
  const items = node.items.map(scope.evaluateText).filter(item => item !== undefined)
  return { kind: 'list', items, from: { at: node.at, origins: [] } }
}
