import { digest } from '../../model/secret.ts'
import type { UnknownReason } from '../../model/value.ts'
import { jsonString } from './functions/json-text.ts'
import { isInfinite } from './number.ts'
import { printNumber } from './number-text.ts'
import type { HclNumber, HclValue, UnknownCause } from './value.ts'
import { boolOf, entriesOf, itemsOf, numericOf, stringOf } from './value-access.ts'

/**
 * A value as JSON text: known parts as `jsonencode` gives them, with all digits; the others as `{"$unknown": why}`, `{"$ref": …}`,
 * `{"$template": [parts]}` and `{"$sensitive": digest}`. Infinities, which JSON lacks, are `{"$number": "+Inf"}`.
 */
export const jsonValue = (value: HclValue, salt: string): string =>
  value.marks.sensitive ? `{"$sensitive":"${digest(plain(value, salt), salt)}"}` : plain(value, salt)

/** What a person must look up or set to know the value. */
export const whyUnknown = ({ kind, names }: UnknownReason): string => (names === '' ? kind : names)

const plain = (value: HclValue, salt: string): string => {
  if (value.state === 'null') return 'null'
  if (value.state === 'unknown') return unknownPart(value.cause, salt)
  const text = stringOf(value)
  if (text !== undefined) return jsonString(text)
  const items = itemsOf(value)
  if (items !== undefined) return `[${items.map(item => jsonValue(item, salt)).join(',')}]`
  const entries = entriesOf(value)
  if (entries !== undefined)
    return `{${[...entries].map(([key, entry]) => `${jsonString(key)}:${jsonValue(entry, salt)}`).join(',')}}`
  const number = numericOf(value)
  return number === undefined ? String(boolOf(value)) : numberText(number)
}

const unknownPart = (cause: UnknownCause, salt: string): string => {
  switch (cause.kind) {
    case 'reason':
      return `{"$unknown":${jsonString(whyUnknown(cause.why))}}`
    case 'reference':
      return `{"$ref":${jsonString([cause.to.name, ...cause.attribute].join('.'))}}`
    case 'template':
      return `{"$template":[${cause.parts.map(part => jsonValue(part, salt)).join(',')}]}`
  }
}

const numberText = (number: HclNumber): string => {
  const text = printNumber(number)
  return isInfinite(number) ? `{"$number":"${text}"}` : text
}
