import { graphemesOf } from './cells.ts'
import type { Key } from './keys.ts'

/** One line of text under edit. `caret` counts graphemes. */
export interface TextField {
  readonly text: string
  readonly caret: number
}

export const textField = (text: string): TextField => ({ text, caret: graphemesOf(text).length })

const oneLine = (text: string): string => text.replace(/[\r\n\t]+/g, ' ').replace(/[\u0000-\u001f\u007f]/g, '')

const insert = (field: TextField, text: string): TextField => {
  const graphemes = graphemesOf(field.text)
  const before = graphemes.slice(0, field.caret).join('') + text
  return { text: before + graphemes.slice(field.caret).join(''), caret: graphemesOf(before).length }
}

const remove = (field: TextField, from: number, to: number): TextField => {
  const graphemes = graphemesOf(field.text)
  const start = Math.max(0, from)
  return { text: [...graphemes.slice(0, start), ...graphemes.slice(to)].join(''), caret: start }
}

const wordStart = (field: TextField): number => {
  const graphemes = graphemesOf(field.text)
  let at = field.caret
  while (at > 0 && graphemes[at - 1] === ' ') at--
  while (at > 0 && graphemes[at - 1] !== ' ') at--
  return at
}

/** The field after a key; the same object when the key means nothing to it. */
export const editField = (field: TextField, key: Key): TextField => {
  if ('paste' in key) return insert(field, oneLine(key.paste))
  if ('click' in key) return field
  const length = graphemesOf(field.text).length
  switch (key.name) {
    case 'left':
      return { ...field, caret: Math.max(0, field.caret - 1) }
    case 'right':
      return { ...field, caret: Math.min(length, field.caret + 1) }
    case 'home':
    case 'ctrl-a':
      return { ...field, caret: 0 }
    case 'end':
    case 'ctrl-e':
      return { ...field, caret: length }
    case 'backspace':
      return remove(field, field.caret - 1, field.caret)
    case 'delete':
      return remove({ ...field }, field.caret, field.caret + 1)
    case 'ctrl-u':
      return remove(field, 0, field.caret)
    case 'ctrl-k':
      return remove(field, field.caret, length)
    case 'ctrl-w':
      return remove(field, wordStart(field), field.caret)
    case 'space':
      return insert(field, ' ')
    default:
      return graphemesOf(key.name).length === 1 ? insert(field, key.name) : field
  }
}
