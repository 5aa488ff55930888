import { isInfinite } from '../number.ts'
import { stringType } from '../type.ts'
import type { HclValue, Refinement } from '../value.ts'
import { entriesOf, findUnknown, itemsOf, numericOf } from '../value-access.ts'
import { knownString, notNull } from '../value-constructors.ts'
import { unknownResult } from './define-function.ts'
import { templateOf } from './join-template.ts'
import { jsonString, jsonText } from './json-text.ts'

/** What Terraform knows of the text: how it begins, if the value cannot be null. */
const refinementFor = (value: HclValue): Refinement => {
  const mayBeNull = value.state === 'unknown' && value.refinement.notNull !== true
  const { kind } = value.type
  if (mayBeNull) return notNull
  if (kind === 'string') return { ...notNull, prefix: '"' }
  if (kind === 'object' || kind === 'map') return { ...notNull, prefix: '{' }
  return kind === 'list' || kind === 'set' || kind === 'tuple' ? { ...notNull, prefix: '[' } : notNull
}

/** The JSON of a value that is not wholly known: known text with the unknown strings, numbers and bools in their places. */
export const jsonTemplate = (value: HclValue, spend: (units: number) => void): HclValue => {
  const parts: HclValue[] = []
  const text = (written: string) => parts.push(knownString(written))
  /** Whether everything could be written. */
  const write = (item: HclValue): boolean => {
    spend(1)
    if (item.state === 'unknown') {
      if (item.type.kind === 'string' && item.refinement.notNull === true) {
        text('"')
        parts.push(item)
        text('"')
        return true
      }
      parts.push(item)
      return true
    }
    if (findUnknown(item) === undefined) {
      const number = numericOf(item)
      if (number !== undefined && isInfinite(number)) return false
      const json = jsonText(item, spend)
      if (json !== undefined) parts.push(knownString(json, item.marks))
      return json !== undefined
    }
    const entries = entriesOf(item)
    const items = entries === undefined ? (itemsOf(item) ?? []) : [...entries.values()]
    const keys = entries === undefined ? [] : [...entries.keys()]
    text(entries === undefined ? '[' : '{')
    for (const [index, inner] of items.entries()) {
      const key = keys[index]
      text(`${index > 0 ? ',' : ''}${key === undefined ? '' : `${jsonString(key)}:`}`)
      if (!write(inner)) return false
    }
    text(entries === undefined ? ']' : '}')
    return true
  }
  const refinement = refinementFor(value)
  // An unknown as a whole may be anything, so that there is no text around it.
  if (value.state === 'unknown' || !write(value)) return unknownResult(stringType, [value], refinement)
  const template = templateOf(parts, spend, false)
  return template.state === 'unknown' ? { ...template, refinement } : template
}
