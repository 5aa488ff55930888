import type { UiContext } from '../context.ts'
import { paragraph } from '../document.ts'
import { bodyRows, scrolledTo } from '../geometry.ts'
import type { Line } from '../line.ts'
import { column, fitLine, line, recolour, span } from '../line.ts'
import { placeSpan } from '../place-span.ts'
import { sourceExcerpt } from '../source-excerpt.ts'
import type { UiState } from '../state.ts'
import { diagnosticsOf } from '../state.ts'

/** The list; what is left of the screen is for the selected one. */
export const diagnosticsRows = (state: UiState): number => {
  const body = bodyRows(state.size)
  return body < 14 ? Math.max(1, body - 4) : Math.max(3, Math.floor(body / 2))
}

/** What could not be read or understood, with the place and the way out. */
export const diagnosticsView = (state: UiState, context: UiContext): readonly Line[] => {
  const { phrases, glyphs } = context
  const { columns } = state.size
  const all = diagnosticsOf(state)
  if (all.length === 0) return [[], line(span(`${glyphs.ok} ${phrases.noDiagnostics}`, 'ok'))]
  const { cursor, top } = state.diagnostics
  const rows = diagnosticsRows(state)
  const from = scrolledTo(top, cursor, rows, all.length)
  const placeCells = Math.min(44, Math.floor(columns * 0.4))
  const list = all.slice(from, from + rows).map((diagnostic, index): Line => {
    const isSelected = from + index === cursor
    const spans = [
      span(isSelected ? `${glyphs.pointer} ` : '  ', 'key'),
      span(`${glyphs[diagnostic.severity]} `, diagnostic.severity),
      ...fitLine([placeSpan(diagnostic.at, placeCells, 'value', context)], placeCells, glyphs.ellipsis),
      span(' '),
      column(diagnostic.summary, columns - placeCells - 5, glyphs.ellipsis),
    ]
    return isSelected ? recolour(spans, 'selected') : spans
  })
  while (list.length < Math.min(rows, all.length)) list.push([])
  const selected = all[cursor]
  const rule = line(span(glyphs.horizontal.repeat(columns), 'rule'))
  if (selected === undefined) return list
  return [
    ...list,
    rule,
    line(span(`${phrases.severity[selected.severity]}: ${selected.summary}`, selected.severity)),
    ...paragraph(selected.detail, columns),
    [placeSpan(selected.at, columns, 'location', context)],
    ...sourceExcerpt(selected.at, context, { columns, reading: state.reading, around: 2 }),
  ]
}
