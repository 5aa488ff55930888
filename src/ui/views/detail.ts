import type { UiContext } from '../context.ts'
import type { Document } from '../document.ts'
import { bodyRows, isBeside } from '../geometry.ts'
import type { Line } from '../line.ts'
import { line, span } from '../line.ts'
import type { UiState } from '../state.ts'
import { comparisonOf, itemUnderCursor } from '../state.ts'
import { detailDocument } from './detail-document.ts'
import { scrolled } from './scrolled.ts'

/** Rows of the document under the line that says which finding it is. */
export const detailRows = (state: UiState): number => bodyRows(state.size) - 1

/** The document of the selected finding, made for the present width. */
export const shownDetail = (state: UiState, context: UiContext): Document => {
  const comparison = comparisonOf(state)
  const item = itemUnderCursor(state)
  if (comparison === undefined || item === undefined) return { lines: [], stops: [] }
  const { staging, production } = comparison
  const { reading } = state
  const options = { columns: state.size.columns, isBeside: isBeside(state), staging, production, reading }
  return detailDocument(item, state.detail.place, options, context)
}

/** One finding on the whole screen. */
export const detailView = (state: UiState, context: UiContext): readonly Line[] => {
  const { visible } = state.findings
  const { phrases, glyphs } = context
  const item = itemUnderCursor(state)
  const isReviewed = item !== undefined && state.reviewed.includes(item.fingerprint)
  const position = line(
    span(` ${item === undefined ? 0 : visible.indexOf(item) + 1}/${visible.length} `, 'title'),
    span(`  ${item?.fingerprint ?? phrases.nothingMatches}`, 'muted'),
    ...(isReviewed ? [span(`  ${glyphs.ok}`, 'ok')] : []),
    span(`  o ${phrases.rulePage}`, 'muted'),
  )
  return [position, ...scrolled(shownDetail(state, context), state.detail.scroll, detailRows(state), context)]
}
