import type { TracePair } from '../../model/analysis.ts'
import type { Request, Trace } from '../../model/trace.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import type { UiContext } from '../context.ts'
import type { Step } from '../effect.ts'
import { editStep, step } from '../effect.ts'
import { hopTable } from '../hop-rows.ts'
import type { Item } from '../item.ts'
import type { Command } from '../keymap.ts'
import type { Key } from '../keys.ts'
import type { TraceState, UiState } from '../state.ts'
import { comparisonOf, editingField, requestFields } from '../state.ts'
import { editField } from '../text-field.ts'
import type { TypedRequest } from '../ui-host.ts'
import { shownTrace, traceRows } from '../views/trace.ts'
import { revealHop, stepHop } from './hop-scroll.ts'
import { moved } from './moved.ts'
import { enter, goBack } from './navigate.ts'

const typedOf = ({ method, headers, token, ...request }: Request): TypedRequest => ({
  method,
  url: formatUrl({ method, headers, ...request }),
  headers: [...headers].flatMap(([name, values]) => values.map(value => `${name}: ${value}`)).join('; '),
  tokenIssuer: token?.iss ?? '',
  tokenAudience: token?.aud?.join(' ') ?? '',
})

/** Shows traces with the cursor on the hop at which they part. */
const shown = (
  trace: TraceState,
  traces: { readonly staging: Trace; readonly production: Trace },
  because: string | undefined,
  host?: string,
): TraceState => ({
  ...trace,
  traces,
  because,
  host,
  problem: undefined,
  isStale: false,
  cursor: hopTable(traces.staging, traces.production).parting ?? 0,
  scroll: 0,
})

/** The trace view of a known pair of requests. */
export const withPair = (state: UiState, pair: TracePair): UiState => ({
  ...state,
  trace: shown({ ...state.trace, typed: typedOf(pair.production.request), edit: undefined }, pair, pair.because),
})

/** The trace view of the request that proves a finding. */
export const showTraceOf = (context: UiContext, state: UiState, item: Item): UiState => {
  const traces = item.finding?.traces
  if (traces === undefined) return { ...state, toast: context.phrases.noTrace }
  const typed = typedOf(traces.production.request)
  return enter({ ...state, trace: shown({ ...state.trace, typed, edit: undefined }, traces, item.rule) }, 'trace')
}

/** Entered as a tab: with the request of last time; else one is asked for. */
export const openTraceTab = (state: UiState): UiState =>
  state.trace.typed.url === ''
    ? { ...state, trace: { ...state.trace, edit: editingField(state.trace.typed, 'url') } }
    : state

const toRequest = (state: UiState, by: 1 | -1): UiState => {
  const pairs = comparisonOf(state)?.traces ?? []
  const at = pairs.findIndex(pair => formatUrl(pair.production.request) === state.trace.typed.url)
  const pair = at < 0 ? pairs.at(by === 1 ? 0 : -1) : pairs[(at + by + pairs.length) % pairs.length]
  if (pair === undefined) return state
  const isEditing = state.trace.edit !== undefined
  const next = withPair(state, pair)
  return isEditing ? { ...next, trace: { ...next.trace, edit: editingField(next.trace.typed, 'url') } } : next
}

/** Traces the typed request in both environments. */
export const retrace = (context: UiContext, state: UiState): UiState => {
  const comparison = comparisonOf(state)
  const { trace } = state
  if (!trace.isStale || comparison === undefined) return state
  const blank = { ...trace, isStale: false, because: undefined, host: undefined, traces: undefined, problem: undefined }
  if (trace.typed.url.trim() === '') return { ...state, trace: blank }
  const request = context.parseRequest(trace.typed)
  if (typeof request === 'string') return { ...state, trace: { ...blank, problem: request } }
  const traces = {
    staging: context.trace(comparison.staging, request),
    production: context.trace(comparison.production, request),
  }
  return { ...state, trace: shown(trace, traces, undefined, request.host) }
}

export const reduceTrace = (context: UiContext, state: UiState, command: Command): Step => {
  const document = shownTrace(state, context)
  const rows = traceRows(state)
  if (command === 'down' || command === 'up') {
    const at = stepHop(document, state.trace, command === 'down' ? 1 : -1, rows)
    return step({ ...state, trace: { ...state.trace, ...at } })
  }
  const cursor = moved(command, state.trace.cursor, document.stops.length - 1, 4)
  if (cursor !== undefined) {
    const scroll = revealHop(document, cursor, state.trace.scroll, rows)
    return step({ ...state, trace: { ...state.trace, cursor, scroll } })
  }
  switch (command) {
    case 'edit-request':
      return step({ ...state, trace: { ...state.trace, edit: editingField(state.trace.typed, 'url') } })
    case 'next-request':
      return step(toRequest(state, 1))
    case 'previous-request':
      return step(toRequest(state, -1))
    case 'edit-source':
      return editStep(state, document.stops[state.trace.cursor]?.at, context.phrases.noPlace)
    case 'back':
      return step(goBack(state))
    default:
      return step(state)
  }
}

/** Keys while a field of the request is under edit; the traces follow once the keys of this moment are through. */
export const reduceEdit = (state: UiState, command: Command | undefined, key: Key): UiState => {
  const { edit, typed } = state.trace
  if (edit === undefined || command === 'accept') return { ...state, trace: { ...state.trace, edit: undefined } }
  if (command === 'next-request') return toRequest(state, 1)
  if (command === 'previous-request') return toRequest(state, -1)
  if (command === 'next-field' || command === 'previous-field') {
    const by = command === 'next-field' ? 1 : -1
    const name = requestFields[(requestFields.indexOf(edit.name) + by + requestFields.length) % requestFields.length]
    return name === undefined ? state : { ...state, trace: { ...state.trace, edit: editingField(typed, name) } }
  }
  const field = editField(edit.field, key)
  const isChanged = field.text !== edit.field.text
  return {
    ...state,
    trace: {
      ...state.trace,
      edit: { ...edit, field },
      typed: { ...typed, [edit.name]: field.text },
      isStale: state.trace.isStale || isChanged,
    },
  }
}
