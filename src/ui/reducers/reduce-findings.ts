import type { UiContext } from '../context.ts'
import type { Step } from '../effect.ts'
import { editStep, step } from '../effect.ts'
import { findingsRows } from '../geometry.ts'
import { groupings } from '../group-items.ts'
import type { Command } from '../keymap.ts'
import { sortKeys } from '../sort-items.ts'
import type { FindingsState, UiState } from '../state.ts'
import { itemAt, itemUnderCursor } from '../state.ts'
import { textField } from '../text-field.ts'
import { moved } from './moved.ts'
import { enter, goBack } from './navigate.ts'
import { openRule, reviewed } from './reduce-item.ts'
import { showTraceOf } from './reduce-trace.ts'
import { firstPlace, moveTo, settledFindings } from './select-item.ts'

const withFindings = (state: UiState, change: Partial<FindingsState>): UiState => ({
  ...state,
  findings: settledFindings({ ...state.findings, ...change }),
})

const openPrompt = (state: UiState, kind: 'filter' | 'search'): UiState => {
  const { filter, search } = state.findings
  const selected = itemUnderCursor(state)?.fingerprint
  return {
    ...state,
    prompt: { kind, field: textField(kind === 'filter' ? filter : ''), before: { filter, search, selected } },
  }
}

/** The cursor on the next row that has the searched text, going round at the ends; `by` 0 may stay where it is. */
export const toMatch = (findings: FindingsState, by: 1 | 0 | -1): FindingsState => {
  const needle = findings.search.toLowerCase()
  const { rows, cursor } = findings
  if (needle === '') return findings
  for (let distance = by === 0 ? 0 : 1; distance <= rows.length; distance++) {
    const at = (cursor + distance * (by === -1 ? -1 : 1) + rows.length * 2) % rows.length
    if (itemAt(findings, at)?.haystack.includes(needle) === true) return moveTo(findings, at)
  }
  return findings
}

/** The group under the cursor, or that of the item under it, closed or opened; the cursor goes to its heading. */
const folded = (state: UiState, isCollapsing: boolean): UiState => {
  const { findings } = state
  const { groupBy, cursor, collapsed } = findings
  if (groupBy === 'none') return state
  const row = findings.rows[cursor]
  const label = row?.kind === 'group' ? row.label : row?.item.groups[groupBy]
  if (label === undefined) return state
  const isCollapsed = collapsed.includes(label)
  const isClosing = isCollapsing || (row?.kind === 'group' && !isCollapsed)
  const without = collapsed.filter(other => other !== label)
  const next = settledFindings({
    ...findings,
    selected: undefined,
    collapsed: isClosing ? [...without, label] : without,
  })
  const at = next.rows.findIndex(other => other.kind === 'group' && other.label === label)
  return { ...state, findings: { ...next, cursor: Math.max(0, at) } }
}

export const reduceFindings = (context: UiContext, state: UiState, command: Command): Step => {
  const { findings } = state
  const item = itemUnderCursor(state)
  const to = moved(command, findings.cursor, findings.rows.length - 1, findingsRows(state).list)
  if (to !== undefined) return step({ ...state, findings: moveTo(findings, to) })
  switch (command) {
    case 'open':
      if (item === undefined) return step(folded(state, false))
      return step(
        enter({ ...state, findings: moveTo(findings, findings.cursor), detail: firstPlace(item, state) }, 'detail'),
      )
    case 'show-trace':
      return item === undefined ? step(state) : step(showTraceOf(context, state, item))
    case 'collapse':
      return step(folded(state, true))
    case 'group': {
      const next = groupings[(groupings.indexOf(findings.groupBy) + 1) % groupings.length] ?? 'none'
      return step(withFindings(state, { groupBy: next, collapsed: [], selected: item?.fingerprint }))
    }
    case 'rule-page':
      return step(openRule(context, state, item))
    case 'review':
      return step(reviewed(state, item))
    case 'filter':
    case 'search':
      return step(openPrompt(state, command))
    case 'last-filter':
      if (state.lastFilter === '') return step({ ...state, toast: context.phrases.noLastFilter })
      return step(withFindings(state, { filter: findings.filter === state.lastFilter ? '' : state.lastFilter }))
    case 'next-match':
      return step({ ...state, findings: toMatch(findings, 1) })
    case 'previous-match':
      return step({ ...state, findings: toMatch(findings, -1) })
    case 'sort': {
      const next = sortKeys[(sortKeys.indexOf(findings.sort) + 1) % sortKeys.length] ?? 'severity'
      return step(withFindings(state, { sort: next, selected: item?.fingerprint }))
    }
    case 'reverse':
      return step(withFindings(state, { isReversed: !findings.isReversed, selected: item?.fingerprint }))
    case 'clear':
      if (findings.search !== '') return step({ ...state, findings: { ...findings, search: '' } })
      if (findings.filter !== '') return step(withFindings(state, { filter: '' }))
      return step(goBack(state))
    case 'edit-source':
      return editStep(state, item?.at, context.phrases.noPlace)
    default:
      return step(state)
  }
}
