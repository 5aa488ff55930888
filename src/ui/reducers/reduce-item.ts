import type { UiContext } from '../context.ts'
import type { Item } from '../item.ts'
import type { UiState } from '../state.ts'
import { enter } from './navigate.ts'

/** The page of a finding's rule. */
export const openRule = (context: UiContext, state: UiState, item: Item | undefined): UiState => {
  if (item === undefined) return state
  return context.explainRule(item.rule) === undefined
    ? { ...state, toast: context.phrases.noRulePage }
    : enter({ ...state, rule: { scroll: 0 } }, 'rule')
}

/** Ticked off, or no longer. */
export const reviewed = (state: UiState, item: Item | undefined): UiState => {
  if (item === undefined) return state
  const { fingerprint } = item
  return {
    ...state,
    reviewed: state.reviewed.includes(fingerprint)
      ? state.reviewed.filter(other => other !== fingerprint)
      : [...state.reviewed, fingerprint],
  }
}
