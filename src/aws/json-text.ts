import type { ParseError } from 'jsonc-parser'
import { parse } from 'jsonc-parser'
import type { KnownValue, Provenance, TemplateValue, Value } from '../model/value.ts'
import { known } from '../model/value.ts'

/** A private-use character: the mark that stands for an unknown part while the JSON around it is read. */
const mark = '\uE000'
const markPattern = /\uE000(\d+)\uE000/

/** Whether a quoted string is open at the end of a piece of JSON text. */
const isInString = (text: string, wasInString: boolean): boolean => {
  let inString = wasInString
  for (let index = 0; index < text.length; index++) {
    if (inString && text[index] === '\\') index++
    else if (text[index] === '"') inString = !inString
  }
  return inString
}

/** The text with a mark in place of each part that is not known, quoted where the part stands for a whole JSON value. */
const markParts = (template: TemplateValue): string => {
  let text = ''
  let inString = false
  for (const [index, part] of template.parts.entries()) {
    if (part.kind === 'known' && !part.sensitive) {
      const piece = String(part.value)
      text += piece
      inString = isInString(piece, inString)
    } else text += inString ? `${mark}${index}${mark}` : `"${mark}${index}${mark}"`
  }
  return text
}

/** JSON that is nested deeper than any container definition is left unread. */
const maxDepth = 100

const isTooDeep = (text: string): boolean => {
  let depth = 0
  for (const character of text) {
    if (character === '[' || character === '{') depth++
    else if (character === ']' || character === '}') depth--
    if (depth > maxDepth) return true
  }
  return false
}

const restoreText = (text: string, parts: readonly Value[], from: Provenance): Value => {
  const pieces = text.split(markPattern)
  if (pieces.length === 1) return known(text, from)
  const restored = pieces.flatMap((piece, index): readonly Value[] => {
    if (index % 2 === 0) return piece === '' ? [] : [known(piece, from)]
    const part = parts[Number(piece)]
    return part ? [part] : []
  })
  const [only] = restored
  return restored.length === 1 && only ? only : { kind: 'template', parts: restored, from }
}

const restore = (json: unknown, parts: readonly Value[], from: Provenance): Value => {
  if (typeof json === 'string') return restoreText(json, parts, from)
  if (json === null || typeof json === 'number' || typeof json === 'boolean') return known(json, from)
  if (Array.isArray(json)) return { kind: 'list', items: json.map(item => restore(item, parts, from)), from }
  const entries = Object.entries(json as object).map(([key, value]) => [key, restore(value, parts, from)] as const)
  return { kind: 'map', entries: new Map(entries), from }
}

/**
 * JSON text as the structure it stands for, with the text's provenance on every member. Parts that are not known stay what they are:
 * a whole value, or a part of a text. `undefined` when the text is no JSON.
 */
export const parseJsonValue = (text: KnownValue | TemplateValue): Value | undefined => {
  const errors: ParseError[] = []
  const source = text.kind === 'template' ? markParts(text) : String(text.value)
  if (isTooDeep(source)) return undefined
  const json: unknown = parse(source, errors, { disallowComments: true })
  if (errors.length > 0 || json === undefined) return undefined
  return restore(json, text.kind === 'template' ? text.parts : [], text.from)
}
