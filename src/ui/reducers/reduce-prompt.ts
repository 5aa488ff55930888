import type { Command } from '../keymap.ts'
import type { Key } from '../keys.ts'
import type { Prompt, UiState } from '../state.ts'
import { editField } from '../text-field.ts'
import { toMatch } from './reduce-findings.ts'
import { noted } from './reduce-note.ts'
import { settledFindings } from './select-item.ts'

const closed = (state: UiState): UiState => ({ ...state, prompt: undefined })

const accepted = (state: UiState, prompt: Prompt): UiState => {
  const { text } = prompt.field
  if (prompt.kind === 'note') return noted(closed(state), prompt.fingerprint, text)
  return prompt.kind === 'filter' && text !== '' ? { ...closed(state), lastFilter: text } : closed(state)
}

const cancelled = (state: UiState, prompt: Prompt): UiState =>
  prompt.kind === 'note'
    ? closed(state)
    : { ...closed(state), findings: settledFindings({ ...state.findings, ...prompt.before }) }

/** Filters and searches follow each key, and Escape brings back what was before; a note is kept with Enter. */
export const reducePrompt = (state: UiState, command: Command | undefined, key: Key): UiState => {
  const { prompt } = state
  if (prompt === undefined) return state
  if (command === 'accept') return accepted(state, prompt)
  if (command === 'cancel') return cancelled(state, prompt)
  const field = editField(prompt.field, key)
  const next = { ...state, prompt: { ...prompt, field } }
  if (prompt.kind === 'note' || field.text === prompt.field.text) return next
  const findings =
    prompt.kind === 'filter'
      ? settledFindings({ ...state.findings, filter: field.text })
      : toMatch(settledFindings({ ...state.findings, selected: prompt.before.selected, search: field.text }), 0)
  return { ...next, findings }
}
