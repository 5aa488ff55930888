import { unknown } from '../../../model/value.ts'
import { hiddenLike, provenance, reasonOf } from '../derive-value.ts'
import { isText, maximumTextLength } from '../join-text.ts'
import type { Intrinsic } from '../stack.ts'

/** The Base64 form of the UTF-8 text. */
export const base64: Intrinsic = (argument, at, scope) => {
  const text = scope.evaluateText(argument)
  if (text === undefined || !isText(text))
    return scope.invalid(at, 'Wrong argument of Fn::Base64', 'Fn::Base64 takes text. Join the list, or use Fn::Sub.')
  if (text.kind !== 'known') {
    const why = reasonOf(text) ?? { kind: 'computed', names: 'Fn::Base64' }
    return hiddenLike(unknown(why, provenance(at, text)), text)
  }
  const encoded = Buffer.from(String(text.value), 'utf8').toString('base64')
  if (encoded.length > maximumTextLength)
    return scope.invalid(at, 'Text too long', 'Fn::Base64 makes more than 1 MB of text here.')
  return hiddenLike({ kind: 'known', value: encoded, from: provenance(at, text) }, text)
}
