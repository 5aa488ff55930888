import type { UiContext } from '../context.ts'
import { bodyRows, isBeside, scrolledTo } from '../geometry.ts'
import type { Line } from '../line.ts'
import { line, span } from '../line.ts'
import type { UiState } from '../state.ts'
import { comparisonOf } from '../state.ts'
import { detailDocument } from './detail-document.ts'
import { itemRow } from './item-row.ts'
import { overviewSummary } from './overview-summary.ts'

const lowestPreview = 8

/** Rows of the list under the summary and, where there is room, of the selected finding below it. */
const rowsOf = (state: UiState, context: UiContext): { readonly list: number; readonly preview: number } => {
  if (comparisonOf(state) === undefined) return { list: 0, preview: 0 }
  const left = Math.max(1, bodyRows(state.size) - overviewSummary(state, context).length - 1)
  const list = Math.min(Math.max(4, Math.floor(left * 0.35)), Math.max(1, state.findings.items.length))
  const preview = left - list - 1
  return preview < lowestPreview ? { list: left, preview: 0 } : { list, preview }
}

export const overviewRows = (state: UiState, context: UiContext): number => rowsOf(state, context).list

/** The row of the body in which the list begins. */
export const overviewListTop = (state: UiState, context: UiContext): number =>
  comparisonOf(state) === undefined ? 0 : overviewSummary(state, context).length + 1

const previewLines = (state: UiState, rows: number, context: UiContext): readonly Line[] => {
  const comparison = comparisonOf(state)
  const item = state.findings.items[state.overview.cursor]
  if (rows === 0 || comparison === undefined || item === undefined) return []
  const { columns } = state.size
  const { staging, production } = comparison
  const note = state.notes.get(item.fingerprint)
  const options = { columns, isBeside: isBeside(state), staging, production, reading: state.reading, note }
  const rule = line(span(context.glyphs.horizontal.repeat(columns), 'rule'))
  return [rule, ...detailDocument(item, -1, options, context).lines.slice(0, rows)]
}

/** The comparison in one screen, and the findings to look at first. */
export const overviewView = (state: UiState, context: UiContext): readonly Line[] => {
  if (comparisonOf(state) === undefined) return [[], line(span(context.phrases.verdict.noComparison, 'warning'))]
  const { items } = state.findings
  const rows = rowsOf(state, context)
  const top = scrolledTo(state.overview.top, state.overview.cursor, rows.list, items.length)
  const list = items.slice(top, top + rows.list).map((item, index) => {
    const isSelected = top + index === state.overview.cursor
    const isReviewed = state.reviewed.includes(item.fingerprint)
    const note = state.notes.get(item.fingerprint)
    const look = { columns: state.size.columns, isSelected, isFocused: true, search: '', isReviewed, note }
    return itemRow(item, look, context)
  })
  const title = line(span(items.length > 0 ? context.phrases.attention : context.phrases.nothingFound, 'heading'))
  return [...overviewSummary(state, context), title, ...list, ...previewLines(state, rows.preview, context)]
}
