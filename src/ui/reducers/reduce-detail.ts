import type { UiContext } from '../context.ts'
import type { Step } from '../effect.ts'
import { editStep, step } from '../effect.ts'
import { placesOf } from '../item.ts'
import type { Command } from '../keymap.ts'
import type { UiState } from '../state.ts'
import { itemAt, itemUnderCursor } from '../state.ts'
import { detailRows, shownDetail } from '../views/detail.ts'
import { lastScroll } from '../views/scrolled.ts'
import { moved } from './moved.ts'
import { goBack } from './navigate.ts'
import { openRule, reviewed } from './reduce-item.ts'
import { showTraceOf } from './reduce-trace.ts'
import { firstPlace, moveTo } from './select-item.ts'

/** The next finding of the list, past headings. */
const toItem = (state: UiState, by: 1 | -1): UiState => {
  const { rows } = state.findings
  let cursor = state.findings.cursor + by
  while (rows[cursor]?.kind === 'group') cursor += by
  const item = itemAt(state.findings, cursor)
  if (item === undefined) return state
  return { ...state, findings: moveTo(state.findings, cursor), detail: firstPlace(item, state) }
}

/** The next place, scrolled so that its lines are in sight. */
const toPlace = (context: UiContext, state: UiState, by: 1 | -1): UiState => {
  const item = itemUnderCursor(state)
  const places = item === undefined ? 0 : placesOf(item).length
  if (places === 0) return state
  const chosen: UiState = { ...state, detail: { ...state.detail, place: (state.detail.place + by + places) % places } }
  const at = shownDetail(chosen, context).stops[chosen.detail.place]?.line ?? 0
  const rows = detailRows(state)
  const { scroll } = state.detail
  const isInSight = at >= scroll && at < scroll + rows - 4
  return isInSight
    ? chosen
    : { ...chosen, detail: { ...chosen.detail, scroll: Math.max(0, at - Math.floor(rows / 3)) } }
}

export const reduceDetail = (context: UiContext, state: UiState, command: Command): Step => {
  const item = itemUnderCursor(state)
  const rows = detailRows(state)
  const scroll = moved(command, state.detail.scroll, lastScroll(shownDetail(state, context), rows), rows)
  if (scroll !== undefined) return step({ ...state, detail: { ...state.detail, scroll } })
  switch (command) {
    case 'next-item':
      return step(toItem(state, 1))
    case 'previous-item':
      return step(toItem(state, -1))
    case 'next-place':
      return step(toPlace(context, state, 1))
    case 'previous-place':
      return step(toPlace(context, state, -1))
    case 'show-trace':
      return item === undefined ? step(state) : step(showTraceOf(context, state, item))
    case 'edit-source':
      return editStep(state, item && placesOf(item)[state.detail.place], context.phrases.noPlace)
    case 'rule-page':
      return step(openRule(context, state, item))
    case 'review':
      return step(reviewed(state, item))
    case 'back':
      return step(goBack(state))
    default:
      return step(state)
  }
}
