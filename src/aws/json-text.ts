import type { Node, ParseError } from 'jsonc-parser'
import { parseTree } from 'jsonc-parser'
import type { KnownValue, Origin, Provenance, TemplateValue, Value } from '../model/value.ts'
import { known } from '../model/value.ts'

/** A private-use character: the mark that stands for an unknown or secret part while the JSON around it is read. */
const mark = '\uE000'
const markPattern = /\uE000(\d+)\uE000/

/** Whether a quoted string is open at the end of a piece of JSON text. */
const isInString = (text: string, wasInString: boolean): boolean => {
  let inString = wasInString
  for (let index = 0; index < text.length; index++)
    if (text[index] === '\\') index++
    else if (text[index] === '"') inString = !inString
  return inString
}

/** JSON text made of parts, with marks for those that cannot be read, and where each part ends. */
interface Marked {
  readonly text: string
  readonly parts: readonly Value[]
  /** The end of each part in the text, in order. */
  readonly ends: readonly number[]
}

/** A mark is quoted where its part stands for a whole JSON value. */
const markParts = (parts: readonly Value[]): Marked => {
  let text = ''
  let inString = false
  const ends: number[] = []
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'known' && !part.sensitive) {
      const piece = String(part.value)
      text += piece
      inString = isInString(piece, inString)
    } else text += inString ? `${mark}${index}${mark}` : `"${mark}${index}${mark}"`
    ends.push(text.length)
  }
  return { text, parts, ends }
}

/** JSON that is nested deeper than any container definition is left unread. */
const maxDepth = 100

const isTooDeep = (text: string): boolean => {
  let depth = 0
  for (const [sign] of text.matchAll(/[[\]{}]/g)) {
    depth += sign === '[' || sign === '{' ? 1 : -1
    if (depth > maxDepth) return true
  }
  return false
}

/** The first part that reaches beyond an offset. */
const partAt = (ends: readonly number[], offset: number): number => {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

const sameOrigin = (one: Origin, other: Origin): boolean =>
  one.kind === other.kind && one.name === other.name && one.at.start.offset === other.at.start.offset

/** Where a member comes from: the parts that its text lies in. */
const provenanceOf = ({ offset, length }: Node, { parts, ends }: Marked, whole: Provenance): Provenance => {
  if (parts.length === 1) return whole
  const origins: Origin[] = []
  let through: Provenance['through']
  for (let index = partAt(ends, offset); index < parts.length; index++) {
    const part = parts[index]
    through ??= part?.from.through
    for (const origin of part?.from.origins ?? [])
      if (!origins.some(present => sameOrigin(present, origin))) origins.push(origin)
    if ((ends[index] ?? 0) >= offset + length) break
  }
  return { ...whole, origins, ...(through ? { through } : {}) }
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

const restore = (node: Node, marked: Marked, whole: Provenance): Value => {
  const from = provenanceOf(node, marked, whole)
  const children = node.children ?? []
  if (node.type === 'array') return { kind: 'list', items: children.map(item => restore(item, marked, whole)), from }
  if (node.type !== 'object')
    return typeof node.value === 'string'
      ? restoreText(node.value, marked.parts, from)
      : known(node.value ?? null, from)
  const entries = children.flatMap(({ children: [key, value] = [] }) =>
    key && value ? [[String(key.value), restore(value, marked, whole)] as const] : [],
  )
  return { kind: 'map', entries: new Map(entries), from }
}

/**
 * JSON text as the structure it stands for, each member with the provenance of the parts that it is written in, or of the text where it is not known
 * to have parts. Parts that are not known stay what they are: a whole value, or a part of a text. `undefined` when the text is no JSON, or a secret.
 */
export const parseJsonValue = (text: KnownValue | TemplateValue): Value | undefined => {
  const read = structures.get(text)
  if (read) return read.structure
  const structure = parseOnce(text)
  structures.set(text, { structure })
  return structure
}

/** A resource is read with and without what links lead to: most texts are the same both times. */
const structures = new WeakMap<Value, { readonly structure: Value | undefined }>()

const parseOnce = (text: KnownValue | TemplateValue): Value | undefined => {
  if (text.sensitive && !text.parts) return undefined
  const errors: ParseError[] = []
  const marked = markParts(text.parts ?? [text])
  if (isTooDeep(marked.text)) return undefined
  const root = parseTree(marked.text, errors, { disallowComments: true })
  if (errors.length > 0 || root === undefined || (text.sensitive && root.type === 'string')) return undefined
  return restore(root, marked, text.from)
}
