import { cellsOf } from './cells.ts'
import type { UiContext } from './context.ts'
import { paragraph } from './document.ts'
import { bodyRows, frameRows, isTooSmall, smallest } from './geometry.ts'
import { keyLabel } from './keymap.ts'
import type { Line } from './line.ts'
import { fitLine, line, lineCells, span } from './line.ts'
import type { UiState } from './state.ts'
import { comparisonOf, contextOf, diagnosticsOf, tabNames } from './state.ts'
import { detailView } from './views/detail.ts'
import { diagnosticsView } from './views/diagnostics.ts'
import { differencesView } from './views/differences.ts'
import type { Drawing } from './views/drawing.ts'
import { findingsView } from './views/findings.ts'
import { formView, visibleField } from './views/form.ts'
import { helpView } from './views/help.ts'
import { jumpView } from './views/jump.ts'
import { menuView } from './views/menu.ts'
import { overviewView } from './views/overview.ts'
import { ruleView } from './views/rule.ts'
import { topologyView } from './views/topology.ts'
import { traceView } from './views/trace.ts'

interface Tabs {
  readonly brand: Line
  /** One for each tab. */
  readonly tabs: Line
  readonly between: string
}

/** As wide as there is room: on a narrow screen only the tab one is in has its name. */
const tabsOf = (state: UiState, context: UiContext): Tabs => {
  const { phrases, glyphs } = context
  const comparison = comparisonOf(state)
  const counts: Readonly<Record<(typeof tabNames)[number], number>> = {
    overview: 0,
    findings: state.findings.items.length,
    trace: 0,
    topology: 0,
    differences: comparison?.differences.total ?? 0,
    diagnostics: diagnosticsOf(state).length,
  }
  const active = state.view === 'detail' || state.view === 'rule' ? 'findings' : state.view
  const { columns } = state.size
  const between = comparison === undefined ? '' : `${comparison.staging} ${glyphs.towards} ${comparison.production}`
  const tabs = (isShort: boolean): Line =>
    tabNames.flatMap((name, index): Line => {
      const number = counts[name] > 0 ? ` ${counts[name]}` : ''
      const text = isShort && name !== active ? ` ${index + 1} ` : ` ${index + 1} ${phrases.tabs[name]}${number} `
      return name === active ? [span(text, 'active-tab')] : [span(text)]
    })
  const brand = span('sotsu ', 'title')
  const isShort = lineCells([brand, ...tabs(false)]) + cellsOf(between) + 2 > columns
  return { brand: [brand], tabs: tabs(isShort), between }
}

/** The tab that a cell of the first row belongs to. */
export const tabAt = (state: UiState, context: UiContext, x: number): (typeof tabNames)[number] | undefined => {
  const { brand, tabs } = tabsOf(state, context)
  let from = lineCells(brand)
  for (const [index, tab] of tabs.entries()) {
    const to = from + cellsOf(tab.text)
    if (x >= from && x < to) return tabNames[index]
    from = to
  }
  return undefined
}

const header = (state: UiState, context: UiContext): Line => {
  const { brand, tabs, between } = tabsOf(state, context)
  const { columns } = state.size
  const left: Line = [...brand, ...tabs]
  const room = columns - lineCells(left) - 1
  const pair = line(span(between, 'title'))
  if (room < lineCells(pair)) return left
  const full = line(span(context.revision === '' ? '' : `${context.revision}  `, 'muted'), ...pair)
  const right = room < lineCells(full) + 2 ? pair : full
  return [...left, span(' '.repeat(room - lineCells(right))), ...right]
}

/** As many of the keys that work here as fit, the most wanted first. */
const keysLine = (state: UiState, context: UiContext): Line => {
  const wanted = context.keymap
    .bindingsOf(contextOf(state))
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
  const label = `${phrases.prompt[prompt.kind]} `
  const visible = visibleField(prompt.field, state.size.columns - cellsOf(label) - 1)
  const hint = prompt.kind === 'filter' && prompt.field.text === '' ? `  ${phrases.filterHint}` : ''
  return {
    lines: [line(span(label, 'key'), span(visible.text), span(hint, 'muted'))],
    caret: { x: cellsOf(label) + visible.caret, y: 0 },
  }
}

const bodyOf = (state: UiState, context: UiContext): Drawing => {
  const still = (lines: readonly Line[]): Drawing => ({ lines, caret: undefined })
  if (state.overlay?.kind === 'help') return helpView(state, context)
  if (state.overlay?.kind === 'jump') return jumpView(state, context)
  if (state.overlay?.kind === 'waive') return formView(state, context)
  if (state.run.kind === 'failed')
    return still([[], line(span(context.phrases.analysisFailed(state.run.message), 'error'))])
  if (state.run.kind === 'analysing' && state.view !== 'trace') {
    const { progress } = state.run
    const steps = progress === undefined ? [] : [line(span(`  ${progress}`, 'muted'))]
    return still([[], line(span(`  ${context.phrases.analysing}`, 'info')), ...steps])
  }
  switch (state.view) {
    case 'overview':
      return still(overviewView(state, context))
    case 'findings':
      return still(findingsView(state, context))
    case 'detail':
      return still(detailView(state, context))
    case 'rule':
      return still(ruleView(state, context))
    case 'topology':
      return still(topologyView(state, context))
    case 'differences':
      return still(differencesView(state, context))
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

/** What takes the place of the keys in the footer. */
const footerText = (state: UiState, { phrases }: UiContext): string | undefined => {
  if (state.isReloading) return phrases.reloading
  if (state.count !== undefined) return phrases.times(state.count)
  return state.toast ?? (state.isOutdated ? phrases.outdated : undefined)
}

/** The whole screen: exactly `rows - 1` lines of exactly `columns` cells. */
export const frame = (state: UiState, context: UiContext): Drawing => {
  const { columns } = state.size
  const { ellipsis, horizontal } = context.glyphs
  const fitted = (lines: readonly Line[]): readonly Line[] => lines.map(spans => fitLine(spans, columns, ellipsis))
  if (isTooSmall(state.size)) {
    const said = paragraph(context.phrases.tooSmall(smallest.columns, smallest.rows), columns, 'warning')
    const lines = Array.from({ length: frameRows(state.size) }, (_, row): Line => said[row] ?? [])
    return { lines: fitted(lines), caret: undefined }
  }
  const rows = bodyRows(state.size)
  const body = bodyOf(state, context)
  const prompt = promptLine(state, context)
  const toast = footerText(state, context)
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
