import type { UiContext } from '../context.ts'
import { bodyRows, findingsRows, scrolledTo } from '../geometry.ts'
import type { UiState } from '../state.ts'
import { diagnosticsOf } from '../state.ts'
import { detailRows, shownDetail } from '../views/detail.ts'
import { diagnosticsRows } from '../views/diagnostics.ts'
import { differencesRows, shownDifferences } from '../views/differences.ts'
import { overviewRows } from '../views/overview.ts'
import { shownRule } from '../views/rule.ts'
import { lastScroll } from '../views/scrolled.ts'
import { shownTopology } from '../views/stations.ts'
import { topologyTop } from '../views/topology.ts'
import { shownTrace, traceRows } from '../views/trace.ts'
import { hopLines, revealHop } from './hop-scroll.ts'
import { retrace } from './reduce-trace.ts'

const settleTrace = (context: UiContext, state: UiState): UiState => {
  const traced = retrace(context, state)
  const document = shownTrace(traced, context)
  const rows = traceRows(traced)
  const cursor = Math.min(traced.trace.cursor, Math.max(0, document.stops.length - 1))
  const { first, next } = hopLines(document, cursor)
  const { scroll } = traced.trace
  const isInSight = next > scroll && first < scroll + rows - 1
  const sighted = isInSight ? scroll : revealHop(document, cursor, scroll, rows)
  return { ...traced, trace: { ...traced.trace, cursor, scroll: Math.min(sighted, lastScroll(document, rows)) } }
}

/** Brings what follows from the rest of the state up to date: traces of the typed request, rows in sight, ends of documents. */
export const settle = (context: UiContext, state: UiState): UiState => {
  switch (state.view) {
    case 'overview': {
      const { cursor, top } = state.overview
      const length = state.findings.items.length
      return { ...state, overview: { cursor, top: scrolledTo(top, cursor, overviewRows(state, context), length) } }
    }
    case 'findings': {
      const { cursor, top, rows: all } = state.findings
      const rows = findingsRows(state).list
      return { ...state, findings: { ...state.findings, top: scrolledTo(top, cursor, rows, all.length) } }
    }
    case 'detail': {
      const last = lastScroll(shownDetail(state, context), detailRows(state))
      return state.detail.scroll <= last ? state : { ...state, detail: { ...state.detail, scroll: last } }
    }
    case 'rule': {
      const last = lastScroll(shownRule(state, context), bodyRows(state.size))
      return state.rule.scroll <= last ? state : { ...state, rule: { scroll: last } }
    }
    case 'topology': {
      const last = Math.max(0, shownTopology(state, context).rows.length - 1)
      const settled = { ...state, topology: { ...state.topology, cursor: Math.min(state.topology.cursor, last) } }
      return { ...settled, topology: { ...settled.topology, top: topologyTop(settled, context) } }
    }
    case 'differences': {
      const length = shownDifferences(state).length
      const cursor = Math.min(state.differences.cursor, Math.max(0, length - 1))
      const top = scrolledTo(state.differences.top, cursor, differencesRows(state), length)
      return { ...state, differences: { ...state.differences, cursor, top } }
    }
    case 'trace':
      return settleTrace(context, state)
    case 'diagnostics': {
      const length = diagnosticsOf(state).length
      const cursor = Math.min(state.diagnostics.cursor, Math.max(0, length - 1))
      const top = scrolledTo(state.diagnostics.top, cursor, diagnosticsRows(state), length)
      return { ...state, diagnostics: { cursor, top } }
    }
  }
}
