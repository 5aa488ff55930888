import type { UiContext } from '../context.ts'
import type { Step } from '../effect.ts'
import { editStep, step } from '../effect.ts'
import type { Command } from '../keymap.ts'
import type { UiState } from '../state.ts'
import { differencePlace, differencesRows, shownDifferences } from '../views/differences.ts'
import { moved } from './moved.ts'
import { goBack } from './navigate.ts'

/** Opens or closes the root under the cursor, or closes the root of the difference under it. */
const folded = (state: UiState, isCollapsing: boolean): UiState => {
  const rows = shownDifferences(state)
  const { cursor, expanded } = state.differences
  const at = rows.findLastIndex((row, index) => row.kind === 'root' && index <= cursor)
  const row = rows[at]
  if (row?.kind !== 'root' || (!isCollapsing && rows[cursor]?.kind === 'change')) return state
  const without = expanded.filter(key => key !== row.root.key)
  const isClosing = isCollapsing || row.isExpanded
  return {
    ...state,
    differences: { ...state.differences, cursor: at, expanded: isClosing ? without : [...without, row.root.key] },
  }
}

export const reduceDifferences = (context: UiContext, state: UiState, command: Command): Step => {
  const last = shownDifferences(state).length - 1
  const cursor = moved(command, state.differences.cursor, last, differencesRows(state))
  if (cursor !== undefined) return step({ ...state, differences: { ...state.differences, cursor } })
  switch (command) {
    case 'open':
      return step(folded(state, false))
    case 'collapse':
      return step(folded(state, true))
    case 'edit-source':
      return editStep(state, differencePlace(state), context.phrases.noPlace)
    case 'back':
      return step(goBack(state))
    default:
      return step(state)
  }
}
