import { parseFilter } from '../filter.ts'
import type { Item } from '../item.ts'
import { sortItems } from '../sort-items.ts'
import type { FindingsState, UiState } from '../state.ts'

/** The list after a change of rows, filter, order or selection. A selection that is filtered away is remembered; the cursor stays near. */
export const settledFindings = (findings: FindingsState): FindingsState => {
  const { items, filter, sort, isReversed, selected } = findings
  const { matches, problems } = parseFilter(filter)
  const visible = sortItems(filter === '' ? items : items.filter(matches), sort, isReversed)
  const at = selected === undefined ? -1 : visible.findIndex(item => item.fingerprint === selected)
  const cursor = at >= 0 ? at : Math.min(findings.cursor, Math.max(0, visible.length - 1))
  return { ...findings, visible, problems, cursor }
}

export const moveTo = (findings: FindingsState, cursor: number): FindingsState => ({
  ...findings,
  cursor,
  selected: findings.visible[cursor]?.fingerprint ?? findings.selected,
})

/** Selects a finding wherever it is; a filter that hides it is lifted. */
export const selectItem = (state: UiState, item: Item): UiState => {
  const chosen = { ...state.findings, selected: item.fingerprint }
  const isHidden = !state.findings.visible.includes(item)
  const findings = settledFindings(isHidden ? { ...chosen, filter: '' } : chosen)
  return { ...state, findings, detail: firstPlace(item, state) }
}

/** Where the detail of a finding starts: at the top, on the line of the environment that is rehearsed for. */
export const firstPlace = (item: Item | undefined, state: UiState): UiState['detail'] => {
  const at = item?.evidence.findIndex(entry => entry.at === item.at) ?? -1
  return item?.fingerprint === undefined ? state.detail : { scroll: 0, place: Math.max(0, at) }
}
