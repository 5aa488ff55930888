import { comparisonChoices } from '../comparison-choices.ts'
import type { UiContext } from '../context.ts'
import { copyChoices } from '../copy-choices.ts'
import type { Step } from '../effect.ts'
import { step } from '../effect.ts'
import { initialState } from '../initial-state.ts'
import { itemsOf } from '../item.ts'
import type { Command } from '../keymap.ts'
import type { Key } from '../keys.ts'
import type { Overlay, UiState } from '../state.ts'
import { analysisOf, contextOf } from '../state.ts'
import { editField, textField } from '../text-field.ts'
import { helpBindings } from '../views/help.ts'
import { menuLength } from '../views/menu.ts'
import { moved } from './moved.ts'
import { reduceJump } from './reduce-jump.ts'
import { reduceWaiver } from './reduce-waiver.ts'
import { settledFindings } from './select-item.ts'

const closed = (state: UiState): UiState => ({ ...state, overlay: undefined })

export const openHelp = (state: UiState): UiState => ({
  ...state,
  overlay: { kind: 'help', context: contextOf(state), query: textField(''), cursor: 0 },
})

export const openCopy = (context: UiContext, state: UiState): UiState =>
  copyChoices(state, context).length === 0
    ? { ...state, toast: context.phrases.nothingToCopy }
    : { ...state, overlay: { kind: 'copy', cursor: 0 } }

export const openComparison = (context: UiContext, state: UiState): UiState =>
  comparisonChoices(state, context).length < 2
    ? { ...state, toast: context.phrases.onlyOneComparison }
    : { ...state, overlay: { kind: 'comparison', cursor: state.comparison } }

export const openExport = (context: UiContext, state: UiState): UiState =>
  context.exportFormats.length === 0 || analysisOf(state) === undefined
    ? state
    : { ...state, overlay: { kind: 'export', cursor: 0 } }

/** Another pair of environments: its own rows, the same filter and order, and the same finding if it is there too. */
export const showComparison = (context: UiContext, state: UiState, index: number): UiState => {
  const comparison = analysisOf(state)?.comparisons[index]
  const items = comparison === undefined ? [] : itemsOf(comparison, context.ownerOf)
  return {
    ...state,
    comparison: index,
    findings: settledFindings({ ...state.findings, items }),
    overview: { cursor: 0, top: 0 },
    topology: { ...state.topology, trail: [] },
    trace: {
      ...initialState(state.size).trace,
      typed: state.trace.typed,
      edit: state.trace.edit,
      isStale: state.trace.typed.url !== '',
    },
  }
}

type Choose = (state: UiState, command: Command) => Step

const reduceHelp = (
  context: UiContext,
  state: UiState,
  overlay: Extract<Overlay, { readonly kind: 'help' }>,
  command: Command | undefined,
  key: Key,
  run: Choose,
): Step => {
  const bindings = helpBindings(overlay.context, overlay.query.text, context)
  if (command === 'cancel') return step(closed(state))
  if (command === 'accept') {
    const chosen = bindings[overlay.cursor]
    return chosen === undefined ? step(closed(state)) : run(closed(state), chosen.command)
  }
  const cursor = command && moved(command, overlay.cursor, bindings.length - 1, 1)
  if (cursor !== undefined) return step({ ...state, overlay: { ...overlay, cursor } })
  const query = editField(overlay.query, key)
  const isSame = query.text === overlay.query.text
  return step({ ...state, overlay: { ...overlay, query, cursor: isSame ? overlay.cursor : 0 } })
}

/** Help and menus. `run` does the command that was picked in the help. */
export const reduceOverlay = (
  context: UiContext,
  state: UiState,
  command: Command | undefined,
  key: Key,
  run: Choose,
): Step => {
  const { overlay } = state
  if (overlay === undefined) return step(state)
  if (overlay.kind === 'help') return reduceHelp(context, state, overlay, command, key, run)
  if (overlay.kind === 'jump') return step(reduceJump(context, state, overlay, command, key))
  if (overlay.kind === 'waive') return reduceWaiver(context, state, overlay, command, key)
  if (command === 'cancel') return step(closed(state))
  if (command === 'accept') return chosen(context, closed(state), overlay)
  const cursor = command && moved(command, overlay.cursor, menuLength(state, context) - 1, 1)
  return step(cursor === undefined ? state : { ...state, overlay: { ...overlay, cursor } })
}

type Menu = Extract<Overlay, { readonly kind: 'copy' | 'comparison' | 'export' }>

const chosen = (context: UiContext, state: UiState, { kind, cursor }: Menu): Step => {
  switch (kind) {
    case 'comparison': {
      const choice = comparisonChoices(state, context)[cursor]
      if (choice === undefined) return step(state)
      const { staging, production, index } = choice
      if (index !== undefined) return step(showComparison(context, state, index))
      return step({ ...state, isReloading: true }, { kind: 'compare', staging, production })
    }
    case 'export': {
      const format = context.exportFormats[cursor]
      return format === undefined ? step(state) : step(state, { kind: 'export', format })
    }
    case 'copy': {
      const choice = copyChoices(state, context)[cursor]
      return choice === undefined ? step(state) : step(state, { kind: 'copy', text: choice.text })
    }
  }
}
