import { cellsOf } from '../cells.ts'
import type { UiContext } from '../context.ts'
import type { Item } from '../item.ts'
import type { Line } from '../line.ts'
import { column, fitLine, highlight, recolour, span } from '../line.ts'
import { placeSpan } from '../place-span.ts'
import { shortNames } from '../short-names.ts'
import { shown } from '../shown.ts'
import { severityMark } from './severity-mark.ts'

export interface RowOptions {
  readonly columns: number
  readonly isSelected: boolean
  readonly isFocused: boolean
  readonly search: string
  readonly isReviewed?: boolean
  readonly note?: string | undefined
}

/** One finding in one line: pointer, severity, rule, message, what was noted on it, and from 140 columns the place. */
export const itemRow = (item: Item, options: RowOptions, context: UiContext): Line => {
  const { columns, isSelected, isFocused, search } = options
  const { glyphs, phrases } = context
  const { ellipsis } = glyphs
  const mark = severityMark(item.severity, context)
  const markCells = Math.max(...Object.values(phrases.severity).map(cellsOf)) + 3
  const ruleCells = columns >= 80 ? Math.min(32, Math.floor(columns * 0.25)) : 0
  const placeCells = columns >= 140 ? Math.floor(columns * 0.24) : 0
  const status = item.status === undefined || item.status === 'new' ? '' : ` [${phrases.status[item.status]}]`
  const message = shortNames(item.message) + status
  const messageCells =
    columns - 2 - markCells - (ruleCells > 0 ? ruleCells + 1 : 0) - (placeCells > 0 ? placeCells + 1 : 0)
  const note = options.note === undefined ? '' : `${glyphs.note} ${shown(options.note)}`
  const noteCells = note === '' ? 0 : Math.min(cellsOf(note) + 1, Math.floor(messageCells * 0.4))
  const place = item.at === undefined || placeCells === 0 ? [] : [placeSpan(item.at, placeCells, 'value', context)]
  const spans: Line = [
    span(isSelected ? glyphs.pointer : ' ', 'key'),
    span(options.isReviewed === true ? glyphs.ok : ' ', 'ok'),
    ...fitLine(mark, markCells, ellipsis),
    ...(ruleCells > 0 ? [...highlight([column(item.rule, ruleCells, ellipsis)], search), span(' ')] : []),
    ...highlight([column(message, messageCells - noteCells, ellipsis)], search),
    ...(noteCells > 0 ? [span(' '), column(note, noteCells - 1, ellipsis, 'info')] : []),
    ...(placeCells > 0 ? [span(' '), ...highlight(fitLine(place, placeCells, ellipsis), search)] : []),
  ]
  return isSelected && search === '' ? recolour(spans, isFocused ? 'selected' : 'unfocused') : spans
}
