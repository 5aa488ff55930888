import type { UiContext } from '../context.ts'
import type { Step } from '../effect.ts'
import { step } from '../effect.ts'
import { tabAt } from '../frame.ts'
import { findingsRows } from '../geometry.ts'
import type { Command } from '../keymap.ts'
import type { UiState } from '../state.ts'
import { differencesRows, shownDifferences } from '../views/differences.ts'
import { overviewListTop, overviewRows } from '../views/overview.ts'
import { stationAt, topologyRows } from '../views/topology.ts'
import { shownTrace, traceListTop } from '../views/trace.ts'
import { moveTo } from './select-item.ts'

const headerRows = 2

/** A list of a view: where its first row is on the screen below the header, how many rows it has room for, how long it is. */
interface Clickable {
  readonly from: number
  readonly rows: number
  readonly length: number
  readonly top: number
  readonly cursor: number
  readonly select: (index: number) => UiState
}

const clickable = (context: UiContext, state: UiState): Clickable | undefined => {
  switch (state.view) {
    case 'overview':
      return {
        from: overviewListTop(state, context),
        rows: overviewRows(state, context),
        length: state.findings.items.length,
        ...state.overview,
        select: cursor => ({ ...state, overview: { ...state.overview, cursor } }),
      }
    case 'findings': {
      const { cursor, top, rows } = state.findings
      const select = (index: number): UiState => ({ ...state, findings: moveTo(state.findings, index) })
      return { from: 1, rows: findingsRows(state).list, length: rows.length, top, cursor, select }
    }
    case 'differences':
      return {
        from: 1,
        rows: differencesRows(state),
        length: shownDifferences(state).length,
        ...state.differences,
        select: cursor => ({ ...state, differences: { ...state.differences, cursor } }),
      }
    default:
      return undefined
  }
}

/** The hop whose lines a row of the trace shows. */
const hopAt = (context: UiContext, state: UiState, row: number): number | undefined => {
  const { stops } = shownTrace(state, context)
  const line = row - traceListTop(state) + state.trace.scroll
  if (row < traceListTop(state)) return undefined
  const at = stops.findLastIndex(stop => stop.line <= line)
  return at < 0 ? undefined : at
}

/** A click selects; on what is selected it opens; on a tab it goes there. Over a menu or the help it does nothing. */
export const reduceClick = (
  context: UiContext,
  state: UiState,
  { x, y }: { readonly x: number; readonly y: number },
  run: (state: UiState, command: Command) => Step,
): Step => {
  if (state.overlay !== undefined || state.prompt !== undefined) return step(state)
  if (y === 0) {
    const tab = tabAt(state, context, x)
    return tab === undefined ? step(state) : run(state, tab)
  }
  const row = y - headerRows
  if (state.view === 'topology') {
    if (row < 1 || row >= topologyRows(state)) return step(state)
    const index = stationAt(state, context, row)
    if (index === undefined) return step(state)
    const side = x < state.size.columns / 2 ? 'staging' : 'production'
    if (index === state.topology.cursor && side === state.topology.side) return run(state, 'walk')
    return step({ ...state, topology: { ...state.topology, cursor: index, side } })
  }
  if (state.view === 'trace') {
    const cursor = hopAt(context, state, row)
    return step(cursor === undefined ? state : { ...state, trace: { ...state.trace, cursor } })
  }
  const list = clickable(context, state)
  if (list === undefined || row < list.from || row >= list.from + list.rows) return step(state)
  const index = list.top + row - list.from
  if (index >= list.length) return step(state)
  return index === list.cursor ? run(state, 'open') : step(list.select(index))
}
