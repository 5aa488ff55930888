import { displayValue } from '../../model/deciders.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Value } from '../../model/value.ts'
import type { UiContext } from '../context.ts'
import type { DifferenceRow } from '../difference-rows.ts'
import { differenceRows } from '../difference-rows.ts'
import { columnsOf, columnWidth, paragraph } from '../document.ts'
import { bodyRows, scrolledTo } from '../geometry.ts'
import type { Line } from '../line.ts'
import { column, fitLine, line, recolour, span } from '../line.ts'
import { provenanceLines } from '../provenance-lines.ts'
import { rememberLast } from '../remember-last.ts'
import { shortNames } from '../short-names.ts'
import type { UiState } from '../state.ts'
import { comparisonOf } from '../state.ts'

const remembered = rememberLast(differenceRows)

export const shownDifferences = (state: UiState): readonly DifferenceRow[] => {
  const comparison = comparisonOf(state)
  return comparison === undefined ? [] : remembered(comparison, state.differences.expanded)
}

/** The list, under a line of counts; the rest of the screen is for the difference under the cursor. */
export const differencesRows = (state: UiState): number => {
  const body = bodyRows(state.size)
  return body < 14 ? Math.max(1, body - 5) : Math.max(3, Math.floor((body - 2) / 2))
}

const rootText = (row: Extract<DifferenceRow, { readonly kind: 'root' }>, { phrases }: UiContext): string => {
  if (row.reason === 'names') return phrases.explainedByNames
  return row.reason === 'input' ? phrases.explainedBy(row.label) : phrases.unexplained(shortNames(row.label))
}

const textOf = (value: Value | undefined, { glyphs }: UiContext): string =>
  value === undefined ? glyphs.blank : displayValue(value)

const rowLine = (row: DifferenceRow, isSelected: boolean, columns: number, context: UiContext): Line => {
  const { glyphs, phrases } = context
  const pointer = span(isSelected ? `${glyphs.pointer} ` : '  ', 'key')
  if (row.kind === 'root') {
    const isOpen = row.reason === 'unexplained'
    return [
      pointer,
      span(`${row.isExpanded ? '-' : '+'} `, 'key'),
      span(`${isOpen ? glyphs.warning : glyphs.ok} `, isOpen ? 'warning' : 'ok'),
      span(`${rootText(row, context)}  `, 'marked'),
      span(phrases.differenceCount(row.changes.length), 'muted'),
    ]
  }
  const room = columns - 4
  const pathCells = Math.floor(room * 0.4)
  const valueCells = Math.floor((room - pathCells - 2) / 2)
  const { path, staging, production } = row.change
  return [
    pointer,
    span('  '),
    column(path.join(' '), pathCells, glyphs.ellipsis),
    span(' '),
    column(textOf(staging, context), valueCells, glyphs.ellipsis, 'value'),
    span(' '),
    column(textOf(production, context), valueCells, glyphs.ellipsis, 'value'),
  ]
}

const sideLines = (name: string, value: Value | undefined, columns: number, context: UiContext): readonly Line[] => [
  line(span(name, 'title')),
  ...(value === undefined
    ? [line(span(context.phrases.nothingHere, 'muted'))]
    : [...paragraph(displayValue(value), columns, 'value'), ...provenanceLines(value, columns, context)]),
]

const closer = (state: UiState, context: UiContext): readonly Line[] => {
  const comparison = comparisonOf(state)
  const row = shownDifferences(state)[state.differences.cursor]
  if (comparison === undefined || row === undefined) return []
  const { columns } = state.size
  const change = row.kind === 'change' ? row.change : row.changes[0]
  if (change === undefined) return []
  const width = columnWidth(columns)
  const title = row.kind === 'root' && row.reason === 'input' ? row.label : change.path.join(' ')
  return [
    line(span(title, 'heading')),
    ...columnsOf(
      sideLines(comparison.staging, change.staging, width, context),
      sideLines(comparison.production, change.production, width, context),
      columns,
      context,
    ),
  ]
}

/** Where `e` leads: to the line that a person would change, in production if it is there. */
export const differencePlace = (state: UiState): SourceLocation | undefined => {
  const row = shownDifferences(state)[state.differences.cursor]
  const change = row?.kind === 'root' ? row.changes[0] : row?.change
  const from = (change?.production ?? change?.staging)?.from
  return from?.origins[0]?.at ?? from?.at
}

/** Every difference, under what explains it. */
export const differencesView = (state: UiState, context: UiContext): readonly Line[] => {
  const { phrases, glyphs } = context
  const { columns } = state.size
  const comparison = comparisonOf(state)
  const rows = shownDifferences(state)
  if (comparison === undefined || rows.length === 0) return [[], line(span(`  ${phrases.noDifferences}`, 'muted'))]
  const { total, explained } = comparison.differences
  const roots = rows.filter(row => row.kind === 'root' && row.reason !== 'unexplained').length
  const height = differencesRows(state)
  const top = scrolledTo(state.differences.top, state.differences.cursor, height, rows.length)
  const list = rows.slice(top, top + height).map((row, index): Line => {
    const isSelected = top + index === state.differences.cursor
    const text = rowLine(row, isSelected, columns, context)
    return isSelected ? recolour(fitLine(text, columns, glyphs.ellipsis), 'selected') : text
  })
  while (list.length < Math.min(height, rows.length)) list.push([])
  return [
    line(span(` ${phrases.differencesTotal(explained, total, roots)}`, 'title')),
    ...list,
    line(span(glyphs.horizontal.repeat(columns), 'rule')),
    ...closer(state, context),
  ]
}
