import type { Analysis, ComparisonResult } from '../model/analysis.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Trace } from '../model/trace.ts'
import type { FilterProblem } from './filter.ts'
import type { FindingRow, GroupBy } from './group-items.ts'
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

export type ViewName =
  | 'overview'
  | 'findings'
  | 'detail'
  | 'rule'
  | 'trace'
  | 'topology'
  | 'differences'
  | 'diagnostics'
export const tabNames = [
  'overview',
  'findings',
  'trace',
  'topology',
  'differences',
  'diagnostics',
] as const satisfies readonly ViewName[]

export type Run =
  | { readonly kind: 'analysing'; readonly progress?: string }
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
  /** What the list shows: the visible items, under headings where they are grouped. `cursor` and `top` count these. */
  readonly rows: readonly FindingRow[]
  /** Fingerprint: the selection outlives filters, sorting and another analysis. */
  readonly selected: string | undefined
  readonly filter: string
  readonly problems: readonly FilterProblem[]
  readonly search: string
  readonly sort: SortKey
  readonly isReversed: boolean
  readonly groupBy: GroupBy
  /** Headings whose items are not shown. */
  readonly collapsed: readonly string[]
}

/** How a finding or a pair of traces is laid out: by the width of the screen, or as chosen. */
export const layouts = ['automatic', 'beside', 'stacked'] as const
export type Layout = (typeof layouts)[number]

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
  /** The host that was typed; absent for a known pair of requests. */
  readonly host: string | undefined
  readonly problem: string | undefined
  /** Set while `typed` has changed since the traces were made. */
  readonly isStale: boolean
  readonly cursor: number
  readonly scroll: number
}

/** How source lines are read: broken at the edge, or shifted to the left by so many cells. */
export interface Reading {
  readonly isWrapped: boolean
  readonly shift: number
}

export type Side = 'staging' | 'production'

export interface TopologyState extends ListState {
  readonly side: Side
  /** Where one came from, to walk back. */
  readonly trail: readonly { readonly cursor: number; readonly side: Side }[]
}

export interface DifferencesState extends ListState {
  /** Keys of the roots whose differences are shown. */
  readonly expanded: readonly string[]
}

export const waiverFields = ['reason', 'owner', 'until'] as const
export type WaiverFieldName = (typeof waiverFields)[number]
export type WaiverTerms = Readonly<Record<WaiverFieldName, string>>

/** A finding about to be marked as intended. */
export interface WaiverForm {
  readonly kind: 'waive'
  readonly item: Item
  readonly fields: Readonly<Record<WaiverFieldName, TextField>>
  readonly active: WaiverFieldName
  readonly problem: string | undefined
}

/** The line at the foot of the screen that one types in. */
export type Prompt =
  | {
      readonly kind: 'filter' | 'search'
      readonly field: TextField
      /** What Escape goes back to. */
      readonly before: { readonly filter: string; readonly search: string; readonly selected: string | undefined }
    }
  /** On the finding with this fingerprint. */
  | { readonly kind: 'note'; readonly field: TextField; readonly fingerprint: string }

export type Overlay =
  | { readonly kind: 'help'; readonly context: Context; readonly query: TextField; readonly cursor: number }
  | { readonly kind: 'copy'; readonly cursor: number }
  | { readonly kind: 'comparison'; readonly cursor: number }
  | { readonly kind: 'export'; readonly cursor: number }
  | { readonly kind: 'jump'; readonly query: TextField; readonly cursor: number }
  | WaiverForm

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
  readonly topology: TopologyState
  readonly differences: DifferencesState
  readonly diagnostics: ListState
  readonly rule: { readonly scroll: number }
  readonly reading: Reading
  /** Fingerprints that were looked at and ticked off in this session. */
  readonly reviewed: readonly string[]
  /** The last filter that was used, in this session or the one before; empty when there is none. */
  readonly lastFilter: string
  /** What was noted on findings, by fingerprint; none is empty. */
  readonly notes: ReadonlyMap<string, string>
  /** Keys of places jumped to, the last one first. */
  readonly recent: readonly string[]
  /** How often the next command is to be done. */
  readonly count: number | undefined
  readonly hasMouse: boolean
  /** Files have changed since the analysis. */
  readonly isOutdated: boolean
}

export const analysisOf = (state: UiState): Analysis | undefined =>
  state.run.kind === 'ready' ? state.run.analysis : undefined

export const comparisonOf = (state: UiState): ComparisonResult | undefined =>
  analysisOf(state)?.comparisons[state.comparison]

/** The finding under the cursor of the list. */
export const itemUnderCursor = ({ findings }: UiState): Item | undefined => itemAt(findings, findings.cursor)

export const itemAt = ({ rows }: FindingsState, cursor: number): Item | undefined => {
  const row = rows[cursor]
  return row?.kind === 'item' ? row.item : undefined
}

/** Trouble while reading, of the whole run and of each environment, without repeats. */
export const diagnosticsIn = (analysis: Analysis): readonly Diagnostic[] => [
  ...new Set([...analysis.diagnostics, ...analysis.environments.flatMap(model => model.diagnostics)]),
]

export const diagnosticsOf = (state: UiState): readonly Diagnostic[] => {
  const analysis = analysisOf(state)
  return analysis === undefined ? [] : diagnosticsIn(analysis)
}

/** Which keys are listened to. */
export const contextOf = (state: UiState): Context => {
  if (state.overlay?.kind === 'waive') return 'form'
  if (state.overlay) return state.overlay.kind === 'help' || state.overlay.kind === 'jump' ? 'help' : 'menu'
  if (state.prompt) return 'prompt'
  return state.view === 'trace' && state.trace.edit ? 'edit' : state.view
}

export const editingField = (typed: TypedRequest, name: RequestFieldName): TraceState['edit'] => ({
  name,
  field: textField(typed[name]),
})
