import type { UiContext } from '../context.ts'
import type { Step } from '../effect.ts'
import { step } from '../effect.ts'
import { bodyRows } from '../geometry.ts'
import type { Command } from '../keymap.ts'
import type { UiState } from '../state.ts'
import { shownRule } from '../views/rule.ts'
import { lastScroll } from '../views/scrolled.ts'
import { moved } from './moved.ts'
import { goBack } from './navigate.ts'

export const reduceRule = (context: UiContext, state: UiState, command: Command): Step => {
  const rows = bodyRows(state.size)
  const scroll = moved(command, state.rule.scroll, lastScroll(shownRule(state, context), rows), rows)
  if (scroll !== undefined) return step({ ...state, rule: { scroll } })
  return step(command === 'back' ? goBack(state) : state)
}
