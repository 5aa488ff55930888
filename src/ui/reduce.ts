import type { Analysis } from '../model/analysis.ts'
import type { UiContext } from './context.ts'
import type { Effect, Step } from './effect.ts'
import { step } from './effect.ts'
import { isBeside } from './geometry.ts'
import type { Command } from './keymap.ts'
import { commandFor } from './keymap.ts'
import type { Key } from './keys.ts'
import { textRun } from './keys.ts'
import { goTo, nextTab } from './reducers/navigate.ts'
import { reduceDetail } from './reducers/reduce-detail.ts'
import { reduceDiagnostics } from './reducers/reduce-diagnostics.ts'
import { reduceFindings } from './reducers/reduce-findings.ts'
import { openComparison, openCopy, openHelp, reduceOverlay, showComparison } from './reducers/reduce-overlay.ts'
import { reduceOverview } from './reducers/reduce-overview.ts'
import { reducePrompt } from './reducers/reduce-prompt.ts'
import { openTraceTab, reduceEdit, reduceTrace } from './reducers/reduce-trace.ts'
import { settle } from './reducers/settle.ts'
import type { Layout, Size, UiState } from './state.ts'
import { contextOf } from './state.ts'

export type Action =
  | { readonly kind: 'keys'; readonly keys: readonly Key[] }
  | { readonly kind: 'resized'; readonly size: Size }
  | { readonly kind: 'analysed'; readonly analysis: Analysis }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'said'; readonly text: string }

const inView = (context: UiContext, state: UiState, command: Command): Step => {
  switch (state.view) {
    case 'overview':
      return reduceOverview(context, state, command)
    case 'findings':
      return reduceFindings(context, state, command)
    case 'detail':
      return reduceDetail(context, state, command)
    case 'trace':
      return reduceTrace(context, state, command)
    case 'diagnostics':
      return reduceDiagnostics(context, state, command)
  }
}

const toggled = (state: UiState): Layout => (isBeside(state) ? 'stacked' : 'beside')

const withTraceTab = (state: UiState): UiState => (state.view === 'trace' ? openTraceTab(state) : state)

/** A command of the view one is in, or of all views. */
export const reduceCommand = (context: UiContext, state: UiState, command: Command): Step => {
  switch (command) {
    case 'quit':
      return step(state, { kind: 'quit' })
    case 'suspend':
      return step(state, { kind: 'suspend' })
    case 'reload':
      return context.canReload && !state.isReloading
        ? step({ ...state, isReloading: true }, { kind: 'reload' })
        : step(state)
    case 'help':
      return step(openHelp(state))
    case 'copy':
      return step(openCopy(context, state))
    case 'comparison':
      return step(openComparison(context, state))
    case 'layout':
      return step({ ...state, layout: toggled(state) })
    case 'overview':
    case 'findings':
    case 'diagnostics':
    case 'trace':
      return step(withTraceTab(goTo(state, command)))
    case 'next-tab':
      return step(withTraceTab(nextTab(state, 1)))
    case 'previous-tab':
      return step(withTraceTab(nextTab(state, -1)))
    default:
      return inView(context, state, command)
  }
}

const reduceKey = (context: UiContext, before: UiState, key: Key): Step => {
  const where = contextOf(before)
  const command = commandFor(where, key)
  const state = before.toast === undefined ? before : { ...before, toast: undefined }
  if (command === 'quit' || command === 'suspend') return reduceCommand(context, state, command)
  switch (where) {
    case 'help':
    case 'menu':
      return reduceOverlay(context, state, command, key, (next, chosen) => reduceCommand(context, next, chosen))
    case 'prompt':
      return step(reducePrompt(state, command, key))
    case 'edit':
      return step(reduceEdit(state, command, key))
    default:
      return command === undefined ? step(state) : reduceCommand(context, state, command)
  }
}

/** A first analysis starts at the overview; a later one keeps everything that still makes sense. */
const analysed = (state: UiState, analysis: Analysis, context: UiContext): UiState => {
  const index = Math.min(state.comparison, Math.max(0, analysis.comparisons.length - 1))
  const next: UiState = { ...state, run: { kind: 'ready', analysis }, isReloading: false }
  if (state.run.kind !== 'ready') return showComparison(next, index)
  const { overview } = state
  const shown = showComparison(next, index)
  const last = Math.max(0, shown.findings.items.length - 1)
  return {
    ...shown,
    overview: { ...overview, cursor: Math.min(overview.cursor, last) },
    toast: context.phrases.reloaded,
  }
}

const reduceAction = (context: UiContext, state: UiState, action: Action): Step => {
  switch (action.kind) {
    case 'keys': {
      let current = state
      const effects: Effect[] = []
      for (let at = 0; at < action.keys.length; ) {
        const isTyping = ['prompt', 'edit', 'help'].includes(contextOf(current))
        const left = action.keys.slice(at)
        const { key, length } = isTyping ? textRun(left) : { key: left[0], length: 1 }
        at += length
        if (key === undefined) continue
        const next = reduceKey(context, current, key)
        current = next.state
        effects.push(...next.effects)
      }
      return step(current, ...effects)
    }
    case 'resized':
      return step({ ...state, size: action.size })
    case 'analysed':
      return step(analysed(state, action.analysis, context))
    case 'failed':
      return step(
        state.run.kind === 'ready'
          ? { ...state, isReloading: false, toast: context.phrases.analysisFailed(action.message) }
          : { ...state, run: { kind: 'failed', message: action.message } },
      )
    case 'said':
      return step({ ...state, toast: action.text })
  }
}

/** The only way a state changes. Pure: what has to happen outside comes back as effects. */
export const reduce = (context: UiContext, state: UiState, action: Action): Step => {
  const { state: next, effects } = reduceAction(context, state, action)
  return { state: settle(context, next), effects }
}
