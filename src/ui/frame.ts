import { cellsOf, cut, graphemesOf } from './cells.ts'
import type { UiContext } from './context.ts'
import { bodyRows, frameRows, isTooSmall, smallest } from './geometry.ts'
import { bindingsOf, keyLabel } from './keymap.ts'
import type { Line } from './line.ts'
import { fitLine, line, lineCells, span } from './line.ts'
import type { UiState } from './state.ts'
import { analysisOf, comparisonOf, contextOf, diagnosticsOf, tabNames } from './state.ts'
import { detailView } from './views/detail.ts'
import { diagnosticsView } from './views/diagnostics.ts'
import type { Drawing } from './views/drawing.ts'
import { findingsView } from './views/findings.ts'
import { helpView } from './views/help.ts'
import { menuView } from './views/menu.ts'
import { overviewView } from './views/overview.ts'
import { traceView } from './views/trace.ts'

const header = (state: UiState, context: UiContext): Line => {
  const { phrases, glyphs } = context
  const comparison = comparisonOf(state)
  const counts = {
    overview: 0,
    findings: state.findings.items.length,
    trace: 0,
    diagnostics: diagnosticsOf(state).length,
  }
  const active = state.view === 'detail' ? 'findings' : state.view
  const { columns } = state.size
  const between = comparison === undefined ? '' : `${comparison.staging} ${glyphs.towards} ${comparison.production}`
  const tabs = (isShort: boolean): Line =>
    tabNames.flatMap((name, index): Line => {
      const number = counts[name] > 0 ? ` ${counts[name]}` : ''
      const text = isShort && name !== active ? ` ${index + 1} ` : ` ${index + 1} ${phrases.tabs[name]}${number} `
      return name === active ? [span(text, 'active-tab')] : [span(text)]
    })
  const brand = span('sotsu ', 'title')
  const full: Line = [brand, ...tabs(false)]
  const left = lineCells(full) + cellsOf(between) + 2 <= columns ? full : [brand, ...tabs(true)]
  const room = columns - lineCells(left) - 1
  if (room < cellsOf(between)) return left
  return [...left, span(' '.repeat(room - cellsOf(between))), span(between, 'title')]
}

/** As many of the keys that work here as fit, the most wanted first. */
const keysLine = (state: UiState, context: UiContext): Line => {
  const wanted = bindingsOf(contextOf(state))
    .filter(binding => binding.footer !== undefined)
    .toSorted((one, other) => (one.footer ?? 0) - (other.footer ?? 0))
  const hints = wanted.map(({ keys, label, command }) => ({
    spans: line(span(keyLabel(keys[0] ?? ''), 'key'), ` ${label[context.lang]}`),
    isHelp: command === 'help',
  }))
  const cells = (spans: Line): number => lineCells(spans) + 3
  // The way to the help is always there.
  let room = state.size.columns - hints.filter(hint => hint.isHelp).reduce((sum, hint) => sum + cells(hint.spans), 0)
  const chosen = hints.filter(hint => {
    if (hint.isHelp) return true
    room -= cells(hint.spans)
    return room >= 0
  })
  return chosen.flatMap((hint, index) => (index === 0 ? hint.spans : [span('   '), ...hint.spans]))
}

const promptLine = (state: UiState, context: UiContext): Drawing => {
  const { prompt } = state
  if (prompt === undefined) return { lines: [], caret: undefined }
  const { phrases } = context
  const label = `${prompt.kind === 'filter' ? phrases.filterPrompt : phrases.searchPrompt} `
  const room = state.size.columns - cellsOf(label) - 1
  const graphemes = graphemesOf(prompt.field.text)
  const before = graphemes.slice(0, prompt.field.caret)
  while (cellsOf(before.join('')) > room) before.shift()
  const visible = cut(before.join('') + graphemes.slice(prompt.field.caret).join(''), room)
  const hint = prompt.kind === 'filter' && prompt.field.text === '' ? `  ${phrases.filterHint}` : ''
  return {
    lines: [line(span(label, 'key'), span(visible), span(hint, 'muted'))],
    caret: { x: cellsOf(label) + cellsOf(before.join('')), y: 0 },
  }
}

const bodyOf = (state: UiState, context: UiContext): Drawing => {
  const still = (lines: readonly Line[]): Drawing => ({ lines, caret: undefined })
  if (state.overlay?.kind === 'help') return helpView(state, context)
  if (state.run.kind === 'failed')
    return still([[], line(span(context.phrases.analysisFailed(state.run.message), 'error'))])
  if (analysisOf(state) === undefined) return still([[], line(span(`  ${context.phrases.analysing}`, 'info'))])
  switch (state.view) {
    case 'overview':
      return still(overviewView(state, context))
    case 'findings':
      return still(findingsView(state, context))
    case 'detail':
      return still(detailView(state, context))
    case 'trace':
      return traceView(state, context)
    case 'diagnostics':
      return still(diagnosticsView(state, context))
  }
}

const withMenu = (body: readonly Line[], menu: readonly Line[], rows: number): readonly Line[] => {
  const filled = Array.from({ length: rows }, (_, index): Line => body[index] ?? [])
  return menu.length === 0 ? filled : [...filled.slice(0, Math.max(0, rows - menu.length)), ...menu].slice(0, rows)
}

/** The whole screen: exactly `rows - 1` lines of exactly `columns` cells. */
export const frame = (state: UiState, context: UiContext): Drawing => {
  const { columns } = state.size
  const { ellipsis, horizontal } = context.glyphs
  const fitted = (lines: readonly Line[]): readonly Line[] => lines.map(spans => fitLine(spans, columns, ellipsis))
  if (isTooSmall(state.size)) {
    const lines = Array.from(
      { length: frameRows(state.size) },
      (_, row): Line => (row === 0 ? [span(context.phrases.tooSmall(smallest.columns, smallest.rows), 'warning')] : []),
    )
    return { lines: fitted(lines), caret: undefined }
  }
  const rows = bodyRows(state.size)
  const body = bodyOf(state, context)
  const prompt = promptLine(state, context)
  const toast = state.isReloading ? context.phrases.reloading : state.toast
  const footer = prompt.lines[0] ?? (toast === undefined ? keysLine(state, context) : [span(toast, 'warning')])
  const lines = [
    header(state, context),
    line(span(horizontal.repeat(columns), 'rule')),
    ...withMenu(body.lines, menuView(state, context), rows),
    footer,
  ]
  const caret = prompt.caret
    ? { x: prompt.caret.x, y: lines.length - 1 }
    : body.caret && { x: body.caret.x, y: body.caret.y + 2 }
  return { lines: fitted(lines), caret }
}
