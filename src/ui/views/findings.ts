import type { Stage } from '../../model/trace.ts'
import type { UiContext } from '../context.ts'
import { findingsRows, isBeside, scrolledTo } from '../geometry.ts'
import type { FindingRow } from '../group-items.ts'
import { stages } from '../hop-rows.ts'
import type { Item } from '../item.ts'
import type { Line } from '../line.ts'
import { fitLine, line, recolour, span } from '../line.ts'
import { rememberLast } from '../remember-last.ts'
import { shortNames } from '../short-names.ts'
import type { UiState } from '../state.ts'
import { comparisonOf, itemUnderCursor } from '../state.ts'
import { detailDocument } from './detail-document.ts'
import { itemRow } from './item-row.ts'

// Asked for at every key, of lists of any length.
const reviewedCount = rememberLast((items: readonly Item[], reviewed: readonly string[]): number => {
  const ticked = new Set(reviewed)
  return ticked.size === 0 ? 0 : items.filter(({ fingerprint }) => ticked.has(fingerprint)).length
})
const notedCount = rememberLast((items: readonly Item[], notes: UiState['notes']): number =>
  notes.size === 0 ? 0 : items.filter(({ fingerprint }) => notes.has(fingerprint)).length,
)
const matchesOf = rememberLast((visible: readonly Item[], needle: string): readonly Item[] =>
  needle === '' ? [] : visible.filter(({ haystack }) => haystack.includes(needle)),
)

const statusLine = (state: UiState, { phrases, glyphs }: UiContext): Line => {
  const { visible, items, filter, sort, isReversed, search, problems, groupBy } = state.findings
  const selected = itemUnderCursor(state)
  const position = selected === undefined ? '0' : `${visible.indexOf(selected) + 1}`
  const reviewed = reviewedCount(items, state.reviewed)
  const noted = notedCount(items, state.notes)
  const matches = matchesOf(visible, search.toLowerCase())
  const at = selected === undefined ? 0 : matches.indexOf(selected) + 1
  return line(
    span(` ${position}/${visible.length} `, 'title'),
    ...(filter === '' ? [] : [span(`  ${phrases.filtered(visible.length, items.length)}: ${filter}`, 'warning')]),
    ...problems.map(problem => span(`  ${glyphs.error} ${phrases.problem(problem)}`, 'error')),
    ...(search === '' ? [] : [span(`  /${search} ${phrases.matchCount(at, matches.length)}`, 'info')]),
    span(`  ${phrases.sortedBy(phrases.sortKey[sort], isReversed)}`, 'muted'),
    ...(groupBy === 'none' ? [] : [span(`  ${phrases.groupedBy(phrases.groupKey[groupBy])}`, 'muted')]),
    ...(reviewed === 0 ? [] : [span(`  ${phrases.reviewedCount(reviewed, items.length)}`, 'ok')]),
    ...(noted === 0 ? [] : [span(`  ${phrases.notedCount(noted)}`, 'info')]),
  )
}

const isStage = (label: string): label is Stage => stages.some(stage => stage === label)

const groupRow = (
  { label, count, worst, isCollapsed }: Extract<FindingRow, { readonly kind: 'group' }>,
  state: UiState,
  isSelected: boolean,
  { phrases, glyphs }: UiContext,
): Line => {
  const { groupBy } = state.findings
  const name = groupBy === 'hop' && isStage(label) ? phrases.stage[label] : shortNames(label)
  const text = label === '' ? phrases.noGroup[groupBy] : name
  const spans = [
    span(isSelected ? `${glyphs.pointer} ` : '  ', 'key'),
    span(`${isCollapsed ? '+' : '-'} `, 'key'),
    span(`${glyphs[worst]} `, worst),
    span(`${text} `, 'heading'),
    span(`${count}`, 'muted'),
  ]
  return isSelected ? recolour(fitLine(spans, state.size.columns, glyphs.ellipsis), 'selected') : spans
}

/** The list and, where there is room, the selected finding below it. */
export const findingsView = (state: UiState, context: UiContext): readonly Line[] => {
  const { phrases, glyphs } = context
  const { columns } = state.size
  const { rows: all, items, cursor } = state.findings
  const comparison = comparisonOf(state)
  const rows = findingsRows(state)
  const search = state.findings.search.toLowerCase()
  const top = scrolledTo(state.findings.top, cursor, rows.list, all.length)
  const list: Line[] = all.slice(top, top + rows.list).map((row, index) => {
    const isSelected = top + index === cursor
    if (row.kind === 'group') return groupRow(row, state, isSelected, context)
    const isReviewed = state.reviewed.includes(row.item.fingerprint)
    const note = state.notes.get(row.item.fingerprint)
    return itemRow(row.item, { columns, isSelected, isFocused: true, search, isReviewed, note }, context)
  })
  if (all.length === 0)
    list.push(line(span(`  ${items.length === 0 ? phrases.nothingFound : phrases.nothingMatches}`, 'muted')))
  while (list.length < rows.list) list.push([])

  const lines = [statusLine(state, context), ...list]
  const item = itemUnderCursor(state)
  if (rows.preview === 0 || comparison === undefined) return lines
  lines.push(line(span(glyphs.horizontal.repeat(columns), 'rule')))
  if (item === undefined) return lines
  const { staging, production } = comparison
  const note = state.notes.get(item.fingerprint)
  const options = { columns, isBeside: isBeside(state), staging, production, reading: state.reading, note }
  return [...lines, ...detailDocument(item, -1, options, context).lines.slice(0, rows.preview)]
}
