import { deepMarks, mergeMarks, noMarks } from '../marks.ts'
import { stringType } from '../type.ts'
import type { HclValue, Refinement } from '../value.ts'
import { stringOf } from '../value-access.ts'
import { knownString, notNull, unknownOf } from '../value-constructors.ts'

type Spend = (units: number) => void

/** What a part of partly known text costs: it is copied wherever the text goes. */
const partCost = 4

/** Text that begins as a list or object of JSON does. Its parts keep their marks, since its members may come from different places. */
export const startsDocument = (text: string): boolean => /^\s*[[{]/.test(text)

/**
 * Text of which only some parts are known, as one value: adjacent known parts are joined, but for those of a document, nested templates opened, and the known
 * start is remembered. `refine`: whether Terraform, too, knows the start.
 */
export const templateOf = (given: readonly HclValue[], spend: Spend, refine = true): HclValue => {
  const parts: HclValue[] = []
  let marks = noMarks
  let isDocument: boolean | undefined
  const push = (part: HclValue) => {
    spend(partCost)
    marks = mergeMarks(marks, deepMarks(part))
    if (part.state === 'unknown' && part.cause.kind === 'template') {
      for (const inner of part.cause.parts) push(inner)
      return
    }
    if (part.state === 'known' && part.parts !== undefined) {
      for (const inner of part.parts) push(inner)
      return
    }
    const text = stringOf(part)
    const last = parts.at(-1)
    const lastText = stringOf(last)
    if (text === '') return
    isDocument ??= text !== undefined && startsDocument(text)
    const isOne = last !== undefined && (!isDocument || last.marks === part.marks)
    if (text !== undefined && lastText !== undefined && isOne) {
      spend(text.length)
      parts[parts.length - 1] = knownString(lastText + text, mergeMarks(last.marks, part.marks))
    } else parts.push(part)
  }
  for (const part of given) push(part)
  const prefix = refine ? stringOf(parts[0]) : undefined
  const refinement: Refinement = prefix === undefined ? notNull : { ...notNull, prefix }
  return unknownOf(stringType, { kind: 'template', parts }, refinement, marks)
}

/** `join` of strings of which some are not known. An unknown list among them leaves a hole of unknown size. */
export const joinTemplate = (items: readonly HclValue[], separator: string, spend: Spend): HclValue =>
  templateOf(
    items.flatMap((item, index) => (index === 0 ? [item] : [knownString(separator), item])),
    spend,
    false,
  )
