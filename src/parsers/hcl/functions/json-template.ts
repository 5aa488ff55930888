import { deepMarks, noMarks, withMarksOfParts } from '../marks.ts'
import { stringType } from '../type.ts'
import type { HclValue, Marks, Refinement } from '../value.ts'
import { entriesOf, findUnknown, itemsOf, stringOf } from '../value-access.ts'
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

/** The JSON of a value, in pieces that each have the marks of the member that they are; nothing where it holds an infinity. */
const jsonParts = (value: HclValue, spend: (units: number) => void): readonly HclValue[] | undefined => {
  const parts: HclValue[] = []
  let pending = ''
  let pendingMarks = noMarks
  const flush = () => {
    if (pending !== '') parts.push(knownString(pending, pendingMarks))
    pending = ''
  }
  const text = (written: string, marks: Marks) => {
    if (marks !== pendingMarks) flush()
    pendingMarks = marks
    pending += written
  }
  const part = (value: HclValue) => {
    flush()
    parts.push(value)
  }
  /** Whether everything could be written. What has no marks of its own stands where that stands which it is part of. */
  const write = (item: HclValue, around: Marks): boolean => {
    spend(1)
    const marks = item.marks === noMarks ? around : item.marks
    const isSecretText = item.marks.sensitive && stringOf(item) !== undefined
    if (item.state === 'unknown' || isSecretText) {
      if (
        isSecretText ||
        (item.type.kind === 'string' && item.state === 'unknown' && item.refinement.notNull === true)
      ) {
        text('"', around)
        part(item)
        text('"', around)
        return true
      }
      part(item)
      return true
    }
    const entries = entriesOf(item)
    const items = entries === undefined ? itemsOf(item) : [...entries.values()]
    // Of a secret nothing is told, not even its structure.
    if (items === undefined || (item.marks.sensitive && findUnknown(item) === undefined)) {
      const json = jsonText(item, spend)
      if (json !== undefined) text(json, marks)
      return json !== undefined
    }
    const keys = entries === undefined ? [] : [...entries.keys()]
    text(entries === undefined ? '[' : '{', marks)
    for (const [index, inner] of items.entries()) {
      const key = keys[index]
      text(`${index > 0 ? ',' : ''}${key === undefined ? '' : `${jsonString(key)}:`}`, marks)
      if (!write(inner, marks)) return false
    }
    text(entries === undefined ? ']' : '}', marks)
    return true
  }
  if (!write(value, noMarks)) return undefined
  flush()
  return parts
}

/** The marks of a text as a whole: the way that it came is its value's, not that of the first of its members. */
const wholeMarks = (value: HclValue): Marks => ({ ...deepMarks(value), trail: value.marks.trail })

/** The JSON of a value that is not wholly known: known text with the unknown strings, numbers and bools in their places. */
export const jsonTemplate = (value: HclValue, spend: (units: number) => void): HclValue => {
  const refinement = refinementFor(value)
  // An unknown as a whole may be anything, so that there is no text around it.
  const parts = value.state === 'unknown' ? undefined : jsonParts(value, spend)
  const template = parts && templateOf(parts, spend, false)
  const result = template?.state === 'unknown' ? { ...template, refinement } : template
  return withMarksOfParts(result ?? unknownResult(stringType, [value], refinement), wholeMarks(value))
}

/** The JSON of a wholly known value; nothing where it holds an infinity. */
export const jsonDocument = (value: HclValue, spend: (units: number) => void): HclValue | undefined => {
  const text = jsonText(value, spend)
  if (text === undefined) return undefined
  const parts = jsonParts(value, spend) ?? []
  return { ...knownString(text, wholeMarks(value)), ...(parts.length > 1 ? { parts } : {}) }
}
