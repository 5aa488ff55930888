import type { SourceLocation } from '../model/source-location.ts'
import type { Item } from './item.ts'
import type { UiState, WaiverTerms } from './state.ts'

/** What a reducer wants done outside. */
export type Effect =
  | { readonly kind: 'quit' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'reload' }
  | { readonly kind: 'edit'; readonly at: SourceLocation }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'export'; readonly format: string }
  | { readonly kind: 'waive'; readonly item: Item; readonly terms: WaiverTerms }
  | { readonly kind: 'undo-waive' }
  | { readonly kind: 'compare'; readonly staging: string; readonly production: string }
  | { readonly kind: 'mouse'; readonly isOn: boolean }

/** A new state, and what is to be done for it. */
export interface Step {
  readonly state: UiState
  readonly effects: readonly Effect[]
}

export const step = (state: UiState, ...effects: readonly Effect[]): Step => ({ state, effects })

/** Opens a source line, or says that there is none. */
export const editStep = (state: UiState, at: SourceLocation | undefined, noPlace: string): Step =>
  at === undefined ? step({ ...state, toast: noPlace }) : step(state, { kind: 'edit', at })
