import type { UiState, ViewName } from '../state.ts'
import { tabNames } from '../state.ts'

/** Goes to a view from which `back` leads here again. */
export const enter = (state: UiState, view: ViewName): UiState => ({
  ...state,
  view,
  back: [...state.back, state.view],
})

/** Goes to a tab: there is no way back but the tabs. */
export const goTo = (state: UiState, view: ViewName): UiState => ({ ...state, view, back: [] })

export const goBack = (state: UiState): UiState => ({
  ...state,
  view: state.back.at(-1) ?? 'overview',
  back: state.back.slice(0, -1),
})

export const nextTab = (state: UiState, by: 1 | -1): UiState => {
  const at = (tabNames as readonly ViewName[]).indexOf(state.view)
  return goTo(state, tabNames.at((at + by) % tabNames.length) ?? 'overview')
}
