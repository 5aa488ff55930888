import type { Analysis, ComparisonResult } from '../model/analysis.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Trace } from '../model/trace.ts'
import type { FilterProblem } from './filter.ts'
import type { Item } from './item.ts'
import type { Context } from './keymap.ts'
import type { SortKey } from './sort-items.ts'
import type { TextField } from './text-field.ts'
import { textField } from './text-field.ts'
import type { TypedRequest } from './ui-host.ts'

export interface Size {
  readonly columns: number
  readonly rows: number
}

export type ViewName = 'overview' | 'findings' | 'detail' | 'trace' | 'diagnostics'
export const tabNames = ['overview', 'findings', 'trace', 'diagnostics'] as const satisfies readonly ViewName[]

export type Run =
  | { readonly kind: 'analysing' }
  | { readonly kind: 'ready'; readonly analysis: Analysis }
  | { readonly kind: 'failed'; readonly message: string }

/** A list with a cursor. `top` is the first row on the screen. */
export interface ListState {
  readonly cursor: number
  readonly top: number
}

export interface FindingsState extends ListState {
  /** All rows of the comparison, and those that the filter lets through in the chosen order. */
  readonly items: readonly Item[]
  readonly visible: readonly Item[]
  /** Fingerprint: the selection outlives filters, sorting and another analysis. */
  readonly selected: string | undefined
  readonly filter: string
  readonly problems: readonly FilterProblem[]
  readonly search: string
  readonly sort: SortKey
  readonly isReversed: boolean
}

/** How a finding or a pair of traces is laid out: by the width of the screen, or as chosen. */
export type Layout = 'automatic' | 'beside' | 'stacked'

export interface DetailState {
  readonly scroll: number
  /** Index into the places of the finding: what `e` opens. */
  readonly place: number
}

export type RequestFieldName = keyof TypedRequest
export const requestFields = [
  'method',
  'url',
  'headers',
  'tokenIssuer',
  'tokenAudience',
] as const satisfies readonly RequestFieldName[]

export interface TraceState {
  readonly typed: TypedRequest
  /** The field under edit; `undefined` while keys are commands. */
  readonly edit: { readonly name: RequestFieldName; readonly field: TextField } | undefined
  /** What the shown traces are of: a finding's own, or the typed request's. */
  readonly traces: { readonly staging: Trace; readonly production: Trace } | undefined
  readonly because: string | undefined
  readonly problem: string | undefined
  /** Set while `typed` has changed since the traces were made. */
  readonly isStale: boolean
  readonly cursor: number
  readonly scroll: number
}

export interface Prompt {
  readonly kind: 'filter' | 'search'
  readonly field: TextField
  /** What Escape goes back to. */
  readonly before: { readonly filter: string; readonly search: string; readonly selected: string | undefined }
}

export type Overlay =
  | { readonly kind: 'help'; readonly context: Context; readonly query: TextField; readonly cursor: number }
  | { readonly kind: 'copy'; readonly cursor: number }
  | { readonly kind: 'comparison'; readonly cursor: number }

export interface UiState {
  readonly size: Size
  readonly run: Run
  readonly isReloading: boolean
  readonly comparison: number
  readonly view: ViewName
  readonly back: readonly ViewName[]
  readonly overlay: Overlay | undefined
  readonly prompt: Prompt | undefined
  readonly toast: string | undefined
  readonly layout: Layout
  readonly overview: ListState
  readonly findings: FindingsState
  readonly detail: DetailState
  readonly trace: TraceState
  readonly diagnostics: ListState
}

const emptyRequest: TypedRequest = { method: 'GET', url: '', headers: '', tokenIssuer: '', tokenAudience: '' }

export const initialState = (size: Size): UiState => ({
  size,
  run: { kind: 'analysing' },
  isReloading: false,
  comparison: 0,
  view: 'overview',
  back: [],
  overlay: undefined,
  prompt: undefined,
  toast: undefined,
  layout: 'automatic',
  overview: { cursor: 0, top: 0 },
  findings: {
    items: [],
    visible: [],
    selected: undefined,
    cursor: 0,
    top: 0,
    filter: '',
    problems: [],
    search: '',
    sort: 'severity',
    isReversed: false,
  },
  detail: { scroll: 0, place: 0 },
  trace: {
    typed: emptyRequest,
    edit: undefined,
    traces: undefined,
    because: undefined,
    problem: undefined,
    isStale: false,
    cursor: 0,
    scroll: 0,
  },
  diagnostics: { cursor: 0, top: 0 },
})

export const analysisOf = (state: UiState): Analysis | undefined =>
  state.run.kind === 'ready' ? state.run.analysis : undefined

export const comparisonOf = (state: UiState): ComparisonResult | undefined =>
  analysisOf(state)?.comparisons[state.comparison]

/** The finding under the cursor of the list. */
export const itemUnderCursor = (state: UiState): Item | undefined => state.findings.visible[state.findings.cursor]

/** Trouble while reading, of the whole run and of each environment, without repeats. */
export const diagnosticsOf = (state: UiState): readonly Diagnostic[] => {
  const analysis = analysisOf(state)
  if (analysis === undefined) return []
  return [...new Set([...analysis.diagnostics, ...analysis.environments.flatMap(model => model.diagnostics)])]
}

/** Which keys are listened to. */
export const contextOf = (state: UiState): Context => {
  if (state.overlay) return state.overlay.kind === 'help' ? 'help' : 'menu'
  if (state.prompt) return 'prompt'
  return state.view === 'trace' && state.trace.edit ? 'edit' : state.view
}

export const editingField = (typed: TypedRequest, name: RequestFieldName): TraceState['edit'] => ({
  name,
  field: textField(typed[name]),
})
