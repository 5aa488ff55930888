import type { Command } from '../keymap.ts'
import type { Key } from '../keys.ts'
import type { UiState } from '../state.ts'
import { editField } from '../text-field.ts'
import { toMatch } from './reduce-findings.ts'
import { settledFindings } from './select-item.ts'

/** The list follows each key; Escape brings back what was before. */
export const reducePrompt = (state: UiState, command: Command | undefined, key: Key): UiState => {
  const { prompt } = state
  if (prompt === undefined || command === 'accept') return { ...state, prompt: undefined }
  if (command === 'cancel')
    return { ...state, prompt: undefined, findings: settledFindings({ ...state.findings, ...prompt.before }) }
  const field = editField(prompt.field, key)
  if (field.text === prompt.field.text) return { ...state, prompt: { ...prompt, field } }
  const findings =
    prompt.kind === 'filter'
      ? settledFindings({ ...state.findings, filter: field.text })
      : toMatch(settledFindings({ ...state.findings, selected: prompt.before.selected, search: field.text }), 0)
  return { ...state, prompt: { ...prompt, field }, findings }
}
