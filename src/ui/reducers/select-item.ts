import { parseFilter } from '../filter.ts'
import { groupItems } from '../group-items.ts'
import type { Item } from '../item.ts'
import { placesOf } from '../item.ts'
import { sortItems } from '../sort-items.ts'
import type { FindingsState, UiState } from '../state.ts'
import { itemAt } from '../state.ts'

/** The list after a change of rows, filter, order or selection. A selection that is filtered away is remembered; the cursor stays near. */
export const settledFindings = (findings: FindingsState): FindingsState => {
  const { items, filter, sort, isReversed, selected, groupBy, collapsed } = findings
  const { matches, problems } = parseFilter(filter)
  const visible = sortItems(filter === '' ? items : items.filter(matches), sort, isReversed)
  const rows = groupItems(visible, groupBy, collapsed)
  const at =
    selected === undefined ? -1 : rows.findIndex(row => row.kind === 'item' && row.item.fingerprint === selected)
  const cursor = at >= 0 ? at : Math.min(findings.cursor, Math.max(0, rows.length - 1))
  return { ...findings, visible, rows, problems, cursor }
}

export const moveTo = (findings: FindingsState, cursor: number): FindingsState => ({
  ...findings,
  cursor,
  // On a heading nothing is selected: a heading keeps its place by itself.
  selected: itemAt(findings, cursor)?.fingerprint,
})

/** Selects a finding wherever it is; a filter that hides it is lifted. */
export const selectItem = (state: UiState, item: Item): UiState => {
  const { visible, groupBy, collapsed } = state.findings
  const isHidden = !visible.includes(item)
  const findings = settledFindings({
    ...state.findings,
    selected: item.fingerprint,
    ...(isHidden ? { filter: '' } : {}),
    collapsed: groupBy === 'none' ? collapsed : collapsed.filter(label => label !== item.groups[groupBy]),
  })
  return { ...state, findings, detail: firstPlace(item, state) }
}

/** Where the detail of a finding starts: at the top, on the line of the environment that is rehearsed for. */
export const firstPlace = (item: Item | undefined, state: UiState): UiState['detail'] =>
  item === undefined
    ? state.detail
    : { scroll: 0, place: Math.max(0, item.at === undefined ? 0 : placesOf(item).lastIndexOf(item.at)) }
