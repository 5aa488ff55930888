import { cellsOf } from '../cells.ts'
import type { UiContext } from '../context.ts'
import { bodyRows, scrolledTo } from '../geometry.ts'
import { jumpTargets } from '../jump-targets.ts'
import type { Line } from '../line.ts'
import { column, line, recolour, span } from '../line.ts'
import type { UiState } from '../state.ts'
import type { Drawing } from './drawing.ts'
import { visibleField } from './form.ts'

/** What the query finds. */
export const jumpView = (state: UiState, context: UiContext): Drawing => {
  const { overlay } = state
  if (overlay?.kind !== 'jump') return { lines: [], caret: undefined }
  const { phrases, glyphs } = context
  const { columns } = state.size
  const targets = jumpTargets(state, context)
  const height = bodyRows(state.size) - 2
  const top = scrolledTo(0, overlay.cursor, height, targets.length)
  const labelCells = Math.min(16, Math.max(0, ...targets.map(({ label }) => cellsOf(label))) + 2)
  const rows = targets.slice(top, top + height).map(({ label, text }, index): Line => {
    const isSelected = top + index === overlay.cursor
    const spans = [
      span(isSelected ? `${glyphs.pointer} ` : '  ', 'key'),
      column(label, labelCells, glyphs.ellipsis, 'heading'),
      column(text, Math.max(0, columns - labelCells - 2), glyphs.ellipsis),
    ]
    return isSelected ? recolour(spans, 'selected') : spans
  })
  const prompt = `${glyphs.pointer} `
  const query = visibleField(overlay.query, columns - 3)
  return {
    lines: [
      line(span(phrases.jumpTitle, 'title')),
      line(span(prompt, 'key'), span(query.text)),
      ...(rows.length === 0 ? [line(span(`  ${phrases.nothingHere}`, 'muted'))] : rows),
    ],
    caret: { x: cellsOf(prompt) + query.caret, y: 1 },
  }
}
