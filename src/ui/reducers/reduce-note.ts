import type { UiContext } from '../context.ts'
import type { Item } from '../item.ts'
import type { UiState } from '../state.ts'
import { itemUnderCursor } from '../state.ts'
import { textField } from '../text-field.ts'
import { selectItem } from './select-item.ts'

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

/** The next finding with a note, going round: in the overview of all of them, else of those in the list before any that a filter hides. */
export const toNextNoted = (context: UiContext, state: UiState): UiState => {
  const { items, visible } = state.findings
  const isOverview = state.view === 'overview'
  const order = isOverview ? items : [...visible, ...items.filter(item => !visible.includes(item))]
  const from = isOverview ? state.overview.cursor : order.findIndex(item => item === itemUnderCursor(state))
  const after = [...order.slice(from + 1), ...order.slice(0, from + 1)]
  const next = after.find(({ fingerprint }) => state.notes.has(fingerprint))
  if (next === undefined) return { ...state, toast: context.phrases.noNotes }
  return isOverview
    ? { ...state, overview: { ...state.overview, cursor: items.indexOf(next) } }
    : selectItem(state, next)
}
