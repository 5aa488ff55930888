import type { UiContext } from '../context.ts'
import type { Step } from '../effect.ts'
import { editStep, step } from '../effect.ts'
import type { Command } from '../keymap.ts'
import type { UiState } from '../state.ts'
import { diagnosticsOf } from '../state.ts'
import { diagnosticsRows } from '../views/diagnostics.ts'
import { moved } from './moved.ts'
import { goBack } from './navigate.ts'

export const reduceDiagnostics = (context: UiContext, state: UiState, command: Command): Step => {
  const all = diagnosticsOf(state)
  const cursor = moved(command, state.diagnostics.cursor, all.length - 1, diagnosticsRows(state))
  if (cursor !== undefined) return step({ ...state, diagnostics: { ...state.diagnostics, cursor } })
  if (command === 'edit-source') return editStep(state, all[state.diagnostics.cursor]?.at, context.phrases.noPlace)
  return command === 'back' ? step(goBack(state)) : step(state)
}
