import type { UiContext } from '../context.ts'
import type { Document } from '../document.ts'
import { bodyRows } from '../geometry.ts'
import type { Line } from '../line.ts'
import { rememberLast } from '../remember-last.ts'
import type { UiState } from '../state.ts'
import { itemUnderCursor } from '../state.ts'
import { markdownLines } from './markdown.ts'
import { scrolled } from './scrolled.ts'

const remembered = rememberLast((rule: string, columns: number, context: UiContext): Document => {
  const page = context.explainRule(rule)
  return { lines: page === undefined ? [] : markdownLines(page, columns, context.hasLinks), stops: [] }
})

/** The page of the rule behind the selected finding. */
export const shownRule = (state: UiState, context: UiContext): Document => {
  const item = itemUnderCursor(state)
  return item === undefined ? { lines: [], stops: [] } : remembered(item.rule, state.size.columns, context)
}

export const ruleView = (state: UiState, context: UiContext): readonly Line[] =>
  scrolled(shownRule(state, context), state.rule.scroll, bodyRows(state.size), context)
