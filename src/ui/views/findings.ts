import type { UiContext } from '../context.ts'
import { findingsRows, isBeside, scrolledTo } from '../geometry.ts'
import type { Line } from '../line.ts'
import { line, span } from '../line.ts'
import type { UiState } from '../state.ts'
import { comparisonOf, itemUnderCursor } from '../state.ts'
import { detailDocument } from './detail-document.ts'
import { itemRow } from './item-row.ts'

const statusLine = (state: UiState, { phrases, glyphs }: UiContext): Line => {
  const { visible, items, filter, sort, isReversed, cursor, search, problems } = state.findings
  const position = visible.length === 0 ? '0' : `${cursor + 1}`
  const needle = search.toLowerCase()
  const matches = search === '' ? [] : visible.filter(item => item.haystack.includes(needle))
  const current = itemUnderCursor(state)
  const at = current === undefined ? 0 : matches.indexOf(current) + 1
  return line(
    span(` ${position}/${visible.length} `, 'title'),
    ...(filter === '' ? [] : [span(`  ${phrases.filtered(visible.length, items.length)}: ${filter}`, 'warning')]),
    ...problems.map(problem => span(`  ${glyphs.error} ${phrases.problem(problem)}`, 'error')),
    ...(search === '' ? [] : [span(`  /${search} ${phrases.matchCount(at, matches.length)}`, 'info')]),
    span(`  ${phrases.sortedBy(phrases.sortKey[sort], isReversed)}`, 'muted'),
  )
}

/** The list and, where there is room, the selected finding below it. */
export const findingsView = (state: UiState, context: UiContext): readonly Line[] => {
  const { phrases, glyphs } = context
  const { columns } = state.size
  const { visible, items, cursor } = state.findings
  const comparison = comparisonOf(state)
  const rows = findingsRows(state)
  const search = state.findings.search.toLowerCase()
  const top = scrolledTo(state.findings.top, cursor, rows.list, visible.length)
  const list: Line[] = visible
    .slice(top, top + rows.list)
    .map((item, index) =>
      itemRow(item, { columns, isSelected: top + index === cursor, isFocused: true, search }, context),
    )
  if (visible.length === 0)
    list.push(line(span(`  ${items.length === 0 ? phrases.nothingFound : phrases.nothingMatches}`, 'muted')))
  while (list.length < rows.list) list.push([])

  const lines = [statusLine(state, context), ...list]
  const item = itemUnderCursor(state)
  if (rows.preview === 0 || comparison === undefined) return lines
  lines.push(line(span(glyphs.horizontal.repeat(columns), 'rule')))
  if (item === undefined) return lines
  const { staging, production } = comparison
  const options = { columns, isBeside: isBeside(state), staging, production }
  return [...lines, ...detailDocument(item, -1, options, context).lines.slice(0, rows.preview)]
}
