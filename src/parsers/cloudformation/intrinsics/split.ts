import { unknown } from '../../../model/value.ts'
import { provenance, reasonOf } from '../derive-value.ts'
import { isText } from '../join-text.ts'
import { splitText } from '../split-text.ts'
import type { Intrinsic } from '../stack.ts'
import { type TemplateNode, textOf } from '../template-node.ts'
import { argumentsOf, isValue } from './arguments.ts'

/** [delimiter, text]. Empty members stay, nothing is trimmed. */
export const split: Intrinsic = (argument, at, scope) => {
  const given = argumentsOf('Fn::Split', argument, at, scope, { least: 2, shape: '[delimiter, text]' })
  if (isValue(given)) return given
  const [first, second] = given as [TemplateNode, TemplateNode]
  const delimiter = textOf(first)
  if (delimiter === undefined || delimiter === '')
    return scope.invalid(at, 'Wrong arguments of Fn::Split', 'The delimiter of Fn::Split has to be a literal string.')
  const text = scope.evaluateText(second)
  if (text === undefined || !isText(text))
    return scope.invalid(at, 'Wrong arguments of Fn::Split', 'The second argument of Fn::Split has to be text.')
  const list = splitText(text, delimiter, at)
  if (list !== undefined) {
    scope.stack.run.step(at, list.items.length)
    return list
  }
  const why = reasonOf(text) ?? { kind: 'computed', names: 'Fn::Split' }
  return unknown(why, provenance(at, text))
}
