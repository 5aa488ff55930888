import type { UiContext } from '../context.ts'
import type { Step } from '../effect.ts'
import { editStep, step } from '../effect.ts'
import type { Command } from '../keymap.ts'
import type { UiState } from '../state.ts'
import { overviewRows } from '../views/overview.ts'
import { moved } from './moved.ts'
import { enter } from './navigate.ts'
import { openRule, reviewed } from './reduce-item.ts'
import { showTraceOf } from './reduce-trace.ts'
import { selectItem } from './select-item.ts'

export const reduceOverview = (context: UiContext, state: UiState, command: Command): Step => {
  const { items } = state.findings
  const item = items[state.overview.cursor]
  const cursor = moved(command, state.overview.cursor, items.length - 1, overviewRows(state, context))
  if (cursor !== undefined) return step({ ...state, overview: { ...state.overview, cursor } })
  if (item === undefined) return step(state)
  switch (command) {
    case 'open':
      return step(enter(selectItem(state, item), 'detail'))
    case 'show-trace':
      return step(showTraceOf(context, selectItem(state, item), item))
    case 'rule-page':
      return step(openRule(context, selectItem(state, item), item))
    case 'review':
      return step(reviewed(state, item))
    case 'edit-source':
      return editStep(state, item.at, context.phrases.noPlace)
    default:
      return step(state)
  }
}
