import type { SourceLocation } from '../../model/source-location.ts'
import { known, type Value } from '../../model/value.ts'
import { joinText } from './join-text.ts'

/** A private-use character: the mark around the number of a part that is not known while the template is read. */
const mark = '\uE000'
const markPattern = /\uE000(\d+)\uE000/

/** A template as text, with a hole for each part of it that is only known at deployment. */
export interface HoledText {
  readonly text: string
  readonly holes: readonly Value[]
}

const isInString = (text: string, wasInString: boolean): boolean => {
  let inString = wasInString
  for (let index = 0; index < text.length; index++) {
    if (inString && text[index] === '\\') index++
    else if (text[index] === '"') inString = !inString
  }
  return inString
}

/** The text of a template that another tool put together. In JSON a part that stands for a whole value is quoted, to be read at all. */
export const holedText = (value: Value): HoledText | undefined => {
  if (value.kind === 'known') return typeof value.value === 'string' ? { text: value.value, holes: [] } : undefined
  if (value.kind !== 'template') return undefined
  const [first] = value.parts
  const isJson = first?.kind === 'known' && /^\s*\{/.test(String(first.value))
  const holes: Value[] = []
  let text = ''
  let inString = false
  for (const part of value.parts) {
    if (part.kind === 'known') {
      const piece = String(part.value)
      text += piece
      inString = isJson && isInString(piece, inString)
    } else {
      const hole = `${mark}${holes.push(part) - 1}${mark}`
      text += isJson && !inString ? `"${hole}"` : hole
    }
  }
  return { text, holes }
}

/** Text of the template with its holes filled again; `undefined` where it has none. */
export const fillHoles = (text: string, at: SourceLocation, holes: readonly Value[]): Value | undefined => {
  if (holes.length === 0 || !text.includes(mark)) return undefined
  const parts = text.split(markPattern).flatMap((piece, index): readonly Value[] => {
    if (index % 2 === 0) return piece === '' ? [] : [known(piece, { at, origins: [] })]
    const hole = holes[Number(piece)]
    return hole ? [hole] : []
  })
  return joinText(parts, at)
}
