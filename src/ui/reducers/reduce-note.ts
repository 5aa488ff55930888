import type { Item } from '../item.ts'
import type { UiState } from '../state.ts'
import { textField } from '../text-field.ts'

/** Asks what there is to say about a finding; what was said before is there to be changed. */
export const openNote = (state: UiState, item: Item | undefined): UiState => {
  if (item === undefined) return state
  const { fingerprint } = item
  return { ...state, prompt: { kind: 'note', fingerprint, field: textField(state.notes.get(fingerprint) ?? '') } }
}

/** A note that is empty is none. */
export const noted = (state: UiState, fingerprint: string, text: string): UiState => {
  const others = [...state.notes].filter(([other]) => other !== fingerprint)
  const note = text.trim()
  return { ...state, notes: new Map(note === '' ? others : [...others, [fingerprint, note]]) }
}
