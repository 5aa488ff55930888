import type { GroupBy } from './group-items.ts'
import { groupings } from './group-items.ts'
import type { SortKey } from './sort-items.ts'
import { sortKeys } from './sort-items.ts'
import type { Layout, UiState } from './state.ts'
import { comparisonOf, layouts } from './state.ts'

/** What is there again in the next session on a repository. A filter is not: it would hide what is new. */
export interface Remembered {
  readonly pair: { readonly staging: string; readonly production: string } | undefined
  readonly sort: SortKey
  readonly isReversed: boolean
  readonly groupBy: GroupBy
  readonly layout: Layout
  readonly lastFilter: string
  readonly notes: readonly (readonly [fingerprint: string, note: string])[]
}

const mostNotes = 500
const longest = 2000

export const rememberedOf = (state: UiState): Remembered => {
  const { sort, isReversed, groupBy } = state.findings
  const { staging, production } = comparisonOf(state) ?? {}
  return {
    pair: staging === undefined || production === undefined ? undefined : { staging, production },
    sort,
    isReversed,
    groupBy,
    layout: state.layout,
    lastFilter: state.lastFilter,
    notes: [...state.notes].slice(-mostNotes),
  }
}

export const withRemembered = (state: UiState, { notes, layout, lastFilter, ...given }: Remembered): UiState => {
  const { sort, isReversed, groupBy } = given
  return {
    ...state,
    layout,
    lastFilter,
    notes: new Map(notes),
    findings: { ...state.findings, sort, isReversed, groupBy },
  }
}

const recordOf = (given: unknown): Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null ? { ...given } : {}

const oneOf = <Choice extends string>(choices: readonly [Choice, ...Choice[]], given: unknown): Choice =>
  choices.find(choice => choice === given) ?? choices[0]

const textOf = (given: unknown): string => (typeof given === 'string' ? given.slice(0, longest) : '')

const notesOf = (given: unknown): Remembered['notes'] =>
  (Array.isArray(given) ? given : []).flatMap((entry: unknown) => {
    const [fingerprint, note] = Array.isArray(entry) ? entry.map(textOf) : []
    return fingerprint && note ? [[fingerprint, note] as const] : []
  })

/** What was remembered, out of a file that anybody may have written: what is not understood is as it is at first. */
export const readRemembered = (given: unknown): Remembered => {
  const { pair, sort, isReversed, groupBy, layout, lastFilter, notes } = recordOf(given)
  const [staging, production] = [recordOf(pair).staging, recordOf(pair).production].map(textOf)
  return {
    pair: staging && production ? { staging, production } : undefined,
    sort: oneOf(sortKeys, sort),
    isReversed: isReversed === true,
    groupBy: oneOf(groupings, groupBy),
    layout: oneOf(layouts, layout),
    lastFilter: textOf(lastFilter),
    notes: notesOf(notes).slice(-mostNotes),
  }
}
