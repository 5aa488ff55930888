import type { UiContext } from '../context.ts'
import type { Document } from '../document.ts'
import { bodyRows, isBeside } from '../geometry.ts'
import type { Line } from '../line.ts'
import { line, lineCells, span } from '../line.ts'
import type { UiState } from '../state.ts'
import { comparisonOf, itemUnderCursor } from '../state.ts'
import { detailDocument } from './detail-document.ts'
import { scrolled } from './scrolled.ts'
import { severityMark } from './severity-mark.ts'

/** Rows of the document under the line that says which finding it is. */
export const detailRows = (state: UiState): number => bodyRows(state.size) - 1

/** The document of the selected finding, made for the present width. */
export const shownDetail = (state: UiState, context: UiContext): Document => {
  const comparison = comparisonOf(state)
  const item = itemUnderCursor(state)
  if (comparison === undefined || item === undefined) return { lines: [], stops: [] }
  const { staging, production } = comparison
  const { reading } = state
  const note = state.notes.get(item.fingerprint)
  const options = { columns: state.size.columns, isBeside: isBeside(state), staging, production, reading, note }
  return detailDocument(item, state.detail.place, options, context)
}

/** Which finding of how many, and what identifies it. */
const positionLine = (state: UiState, context: UiContext): Line => {
  const { visible } = state.findings
  const { phrases, glyphs } = context
  const item = itemUnderCursor(state)
  if (item === undefined) return line(span(` ${phrases.nothingMatches}`, 'muted'))
  const left: Line = [
    span(` ${visible.indexOf(item) + 1}/${visible.length}   `, 'title'),
    ...severityMark(item.severity, context),
    span(`  ${item.rule}`, 'key'),
    ...(state.reviewed.includes(item.fingerprint) ? [span(`  ${glyphs.ok}`, 'ok')] : []),
  ]
  const room = state.size.columns - lineCells(left) - 1
  const right = span(item.fingerprint, 'muted')
  return room < lineCells([right]) + 3 ? left : [...left, span(' '.repeat(room - lineCells([right]))), right]
}

/** One finding on the whole screen. */
export const detailView = (state: UiState, context: UiContext): readonly Line[] => [
  positionLine(state, context),
  ...scrolled(shownDetail(state, context), state.detail.scroll, detailRows(state), context),
]
