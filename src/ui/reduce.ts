import type { Analysis } from '../model/analysis.ts'
import type { UiContext } from './context.ts'
import type { Effect, Step } from './effect.ts'
import { step } from './effect.ts'
import { otherLayout } from './geometry.ts'
import type { Item } from './item.ts'
import { countWith, isRepeated } from './key-counts.ts'
import type { Command } from './keymap.ts'
import type { Key } from './keys.ts'
import { textRun } from './keys.ts'
import { goTo, nextTab } from './reducers/navigate.ts'
import { reduceClick } from './reducers/reduce-click.ts'
import { reduceDetail } from './reducers/reduce-detail.ts'
import { reduceDiagnostics } from './reducers/reduce-diagnostics.ts'
import { reduceDifferences } from './reducers/reduce-differences.ts'
import { reduceFindings } from './reducers/reduce-findings.ts'
import { openJump } from './reducers/reduce-jump.ts'
import { openNote, toNextNoted } from './reducers/reduce-note.ts'
import {
  openComparison,
  openCopy,
  openExport,
  openHelp,
  reduceOverlay,
  showComparison,
} from './reducers/reduce-overlay.ts'
import { reduceOverview } from './reducers/reduce-overview.ts'
import { reducePrompt } from './reducers/reduce-prompt.ts'
import { reduceRule } from './reducers/reduce-rule.ts'
import { reduceTopology } from './reducers/reduce-topology.ts'
import { openTraceTab, reduceEdit, reduceTrace } from './reducers/reduce-trace.ts'
import { openWaiver } from './reducers/reduce-waiver.ts'
import { settle } from './reducers/settle.ts'
import type { Reading, Size, UiState } from './state.ts'
import { contextOf, itemUnderCursor } from './state.ts'

export type Action =
  | { readonly kind: 'keys'; readonly keys: readonly Key[] }
  | { readonly kind: 'resized'; readonly size: Size }
  /** `pair`: the comparison that was asked for, to be shown. */
  | {
      readonly kind: 'analysed'
      readonly analysis: Analysis
      readonly pair?: { readonly staging: string; readonly production: string } | undefined
    }
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'outdated' }
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
    case 'rule':
      return reduceRule(context, state, command)
    case 'trace':
      return reduceTrace(context, state, command)
    case 'topology':
      return reduceTopology(context, state, command)
    case 'differences':
      return reduceDifferences(context, state, command)
    case 'diagnostics':
      return reduceDiagnostics(context, state, command)
  }
}

const mostShift = 400

const shifted = ({ shift }: Reading, by: number): Reading => ({
  isWrapped: false,
  shift: Math.min(mostShift, Math.max(0, shift + by)),
})

/** The finding that a command is about, in the overview as in the list. */
const itemOfView = (state: UiState): Item | undefined =>
  state.view === 'overview' ? state.findings.items[state.overview.cursor] : itemUnderCursor(state)

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
      return step({ ...state, layout: otherLayout(state) })
    case 'wrap': {
      const isWrapped = !state.reading.isWrapped
      return step({ ...state, reading: { isWrapped, shift: 0 }, toast: context.phrases.wrap(isWrapped) })
    }
    case 'shift-left':
    case 'shift-right':
      return step({ ...state, reading: shifted(state.reading, command === 'shift-left' ? -8 : 8) })
    case 'jump':
      return step(openJump(state))
    case 'export':
      return step(openExport(context, state))
    case 'waive':
      return step(openWaiver(context, state, itemOfView(state)))
    case 'note':
      return step(openNote(state, itemOfView(state)))
    case 'next-noted':
      return step(toNextNoted(context, state))
    case 'undo-waive':
      return step(state, { kind: 'undo-waive' })
    case 'mouse': {
      const hasMouse = !state.hasMouse
      const toast = context.phrases.mouse(hasMouse)
      return step({ ...state, hasMouse, toast }, { kind: 'mouse', isOn: hasMouse })
    }
    case 'overview':
    case 'findings':
    case 'topology':
    case 'differences':
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

const repeat = (context: UiContext, state: UiState, command: Command, times: number): Step => {
  let current = step(state)
  for (let time = 0; time < times; time++) {
    const next = reduceCommand(context, current.state, command)
    if (next.state === current.state) break
    current = step(next.state, ...current.effects, ...next.effects)
  }
  return current
}

const reduceKey = (context: UiContext, before: UiState, key: Key): Step => {
  const where = contextOf(before)
  if ('click' in key) return reduceClick(context, before, key.click, (next, does) => reduceCommand(context, next, does))
  const counted = countWith(before.count, key)
  if (counted !== undefined) return step({ ...before, count: counted })
  if (before.count !== undefined) {
    const command = context.keymap.commandFor(where, key)
    const state = { ...before, count: undefined }
    if (command !== undefined && isRepeated(command) && where !== 'edit')
      return repeat(context, state, command, before.count)
    return reduceKey(context, state, key)
  }
  const command = context.keymap.commandFor(where, key)
  const state = before.toast === undefined ? before : { ...before, toast: undefined }
  if (command === 'quit' || command === 'suspend') return reduceCommand(context, state, command)
  switch (where) {
    case 'help':
    case 'menu':
    case 'form':
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
const analysed = (
  state: UiState,
  { analysis, pair }: Extract<Action, { readonly kind: 'analysed' }>,
  context: UiContext,
): UiState => {
  const { comparisons } = analysis
  const asked = pair && comparisons.findIndex(one => one.staging === pair.staging && one.production === pair.production)
  const last = Math.max(0, comparisons.length - 1)
  const index = asked !== undefined && asked >= 0 ? asked : Math.min(state.comparison, last)
  const next: UiState = { ...state, run: { kind: 'ready', analysis }, isReloading: false, isOutdated: false }
  if (state.run.kind !== 'ready') return showComparison(context, next, index)
  const { overview } = state
  const shown = showComparison(context, next, index)
  const lastItem = Math.max(0, shown.findings.items.length - 1)
  return {
    ...shown,
    overview: { ...overview, cursor: Math.min(overview.cursor, lastItem) },
    toast: context.phrases.reloaded,
  }
}

const reduceAction = (context: UiContext, state: UiState, action: Action): Step => {
  switch (action.kind) {
    case 'keys': {
      let current = state
      const effects: Effect[] = []
      for (let at = 0; at < action.keys.length; ) {
        const isTyping = ['prompt', 'edit', 'help', 'form'].includes(contextOf(current))
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
      return step(analysed(state, action, context))
    case 'failed':
      return step(
        state.run.kind === 'ready'
          ? { ...state, isReloading: false, toast: context.phrases.analysisFailed(action.message) }
          : { ...state, run: { kind: 'failed', message: action.message } },
      )
    case 'progress':
      return step(state.run.kind === 'analysing' ? { ...state, run: { ...state.run, progress: action.text } } : state)
    case 'outdated':
      return step({ ...state, isOutdated: true })
    case 'said':
      return step({ ...state, toast: action.text })
  }
}

/** The only way a state changes. Pure: what has to happen outside comes back as effects. */
export const reduce = (context: UiContext, state: UiState, action: Action): Step => {
  const { state: next, effects } = reduceAction(context, state, action)
  return { state: settle(context, next), effects }
}
