import { isInfinite } from '../number.ts'
import { printNumber } from '../number-text.ts'
import type { HclValue } from '../value.ts'
import { boolOf, entriesOf, itemsOf, numericOf, stringOf } from '../value-access.ts'

const escapes = /[<>&\u2028\u2029\u007f-\u009f]|[\u0000-\u001f"\\]/g

const escaped = (character: string): string => {
  switch (character) {
    case '"':
      return '\\"'
    case '\\':
      return '\\\\'
    case '\n':
      return '\\n'
    case '\r':
      return '\\r'
    case '\t':
      return '\\t'
    case '\b':
      return '\\b'
    case '\f':
      return '\\f'
    default: {
      const code = character.charCodeAt(0)
      return code >= 0x7f && code < 0xa0 ? character : `\\u${code.toString(16).padStart(4, '0')}`
    }
  }
}

/** A string in JSON as Go writes it: `<`, `>`, `&` and the line separators are escaped, too. */
export const jsonString = (text: string): string => `"${text.replace(escapes, escaped)}"`

/** The compact JSON of a wholly known value, with sorted keys and all digits; `undefined` when it holds an infinity. */
export const jsonText = (value: HclValue, spend: (units: number) => void = () => {}): string | undefined => {
  if (value.state !== 'known') return 'null'
  const text = stringOf(value)
  if (text !== undefined) {
    spend(text.length)
    return jsonString(text)
  }
  const bool = boolOf(value)
  if (bool !== undefined) return String(bool)
  const number = numericOf(value)
  if (number !== undefined) return isInfinite(number) ? undefined : printNumber(number)
  const entries = entriesOf(value)
  const parts: string[] = []
  for (const [key, item] of entries ?? (itemsOf(value) ?? []).map(item => ['', item] as const)) {
    const inner = jsonText(item, spend)
    if (inner === undefined) return undefined
    spend(key.length + 2)
    parts.push(entries === undefined ? inner : `${jsonString(key)}:${inner}`)
  }
  return entries === undefined ? `[${parts.join(',')}]` : `{${parts.join(',')}}`
}
