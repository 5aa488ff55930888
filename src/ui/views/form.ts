import { cellsOf, cut, graphemesOf } from '../cells.ts'
import type { UiContext } from '../context.ts'
import { paragraph } from '../document.ts'
import type { Line } from '../line.ts'
import { column, line, span } from '../line.ts'
import { shortNames } from '../short-names.ts'
import type { UiState } from '../state.ts'
import { waiverFields } from '../state.ts'
import type { TextField } from '../text-field.ts'
import type { Drawing } from './drawing.ts'

/** The part of a text under edit that fits, shifted until the caret is in sight, and the cell of the caret in it. */
export const visibleField = (field: TextField, room: number): { readonly text: string; readonly caret: number } => {
  const graphemes = graphemesOf(field.text)
  const before = graphemes.slice(0, field.caret)
  while (cellsOf(before.join('')) > room) before.shift()
  return {
    text: cut(before.join('') + graphemes.slice(field.caret).join(''), room),
    caret: cellsOf(before.join('')),
  }
}

/** What is about to be marked as intended, the terms, and the entry as it will stand in the file. */
export const formView = (state: UiState, context: UiContext): Drawing => {
  const { overlay } = state
  if (overlay?.kind !== 'waive') return { lines: [], caret: undefined }
  const { phrases, glyphs } = context
  const { columns } = state.size
  const { item, fields, active, problem } = overlay
  const labelCells = Math.max(...waiverFields.map(name => cellsOf(phrases.waiverField[name]))) + 4
  const room = Math.max(4, columns - labelCells - 1)
  const head: readonly Line[] = [
    line(span(phrases.waiveTitle, 'title')),
    ...paragraph(shortNames(item.message), columns).slice(0, 3),
    [],
  ]
  const rows = waiverFields.map((name): Line => {
    const isActive = name === active
    const { text } = visibleField(fields[name], room)
    return [
      span(isActive ? `${glyphs.pointer} ` : '  ', 'key'),
      column(phrases.waiverField[name], labelCells - 2, glyphs.ellipsis, 'heading'),
      span(isActive ? text : cut(fields[name].text, room), isActive ? 'title' : 'value'),
    ]
  })
  const entry = [
    `- fingerprint: ${item.fingerprint}`,
    `  rule: ${item.rule}`,
    `  subject: ${item.subject}`,
    ...waiverFields.map(name => `  ${name}: ${fields[name].text}`),
  ]
  return {
    lines: [
      ...head,
      ...rows,
      problem === undefined ? [] : line(span(`${glyphs.error} ${problem}`, 'error')),
      ...entry.map(text => line(span(`  + ${text}`, 'ok'))),
    ],
    caret: { x: labelCells + visibleField(fields[active], room).caret, y: head.length + waiverFields.indexOf(active) },
  }
}
