import type { ComparisonResult } from '../../model/analysis.ts'
import type { Severity } from '../../model/finding.ts'
import type { Trace } from '../../model/trace.ts'
import { failuresOf } from '../../model/trace.ts'
import { cellsOf, truncate } from '../cells.ts'
import type { UiContext } from '../context.ts'
import { paragraph } from '../document.ts'
import { bodyRows, scrolledTo } from '../geometry.ts'
import type { Line } from '../line.ts'
import { column, line, span } from '../line.ts'
import { shortNames } from '../short-names.ts'
import type { UiState } from '../state.ts'
import { analysisOf, comparisonOf, diagnosticsOf } from '../state.ts'
import type { Role } from '../theme.ts'
import { itemRow } from './item-row.ts'

const getsThrough = (trace: Trace): boolean =>
  failuresOf(trace).length === 0 && trace.disposition.kind !== 'undetermined'

/** The one sentence, its mark and its colour. */
const verdictOf = (comparison: ComparisonResult, { phrases, glyphs }: UiContext): readonly [string, string, Role] => {
  const { staging, production, traces, findings, undetermined } = comparison
  const broken = traces.filter(pair => getsThrough(pair.staging) && failuresOf(pair.production).length > 0).length
  const errors = findings.filter(finding => finding.severity === 'error' && finding.status !== 'waived').length
  if (broken > 0) return [glyphs.error, phrases.verdict.breaks(broken, staging, production), 'error']
  if (errors > 0) return [glyphs.error, phrases.verdict.errors(errors, production), 'error']
  const open = undetermined.filter(({ isWaived }) => !isWaived).length
  if (open > 0) return [glyphs.undetermined, phrases.verdict.cannotTell(open, production), 'undetermined']
  return [glyphs.ok, phrases.verdict.goesThrough(staging, production), 'ok']
}

const bar = (done: number, all: number, cells: number, { glyphs }: UiContext): Line => {
  const full = all === 0 ? 0 : Math.min(cells, Math.floor((done / all) * cells))
  return [span(' '.repeat(full), 'bar-full'), span(glyphs.horizontal.repeat(cells - full), 'bar-empty')]
}

const rehearsalLine = ({ rehearsal }: ComparisonResult, columns: number, context: UiContext): Line => {
  const { phrases } = context
  const { paths, rehearsed } = rehearsal
  if (paths === 0) return [span(phrases.nothingToRehearse, 'muted')]
  const text = phrases.rehearsed(rehearsed, paths, Math.floor((rehearsed / paths) * 100))
  const cells = Math.min(36, columns - cellsOf(text) - 20)
  return cells < 6 ? [span(text)] : [...bar(rehearsed, paths, cells, context), span(`  ${text}`)]
}

const countsLine = ({ findings }: ComparisonResult, { phrases, glyphs }: UiContext): Line => {
  const severities: readonly Severity[] = ['error', 'warning', 'info']
  const counts = severities.map(severity => {
    const number = findings.filter(finding => finding.severity === severity).length
    return span(`${glyphs[severity]} ${phrases.count(severity, number)}   `, number > 0 ? severity : 'muted')
  })
  const statuses = (['new', 'known', 'waived'] as const)
    .map(status => [status, findings.filter(finding => finding.status === status).length] as const)
    .filter(([, number]) => number > 0)
    .map(([status, number]) => phrases.statusCount(status, number))
  return [...counts, span(statuses.join(', '), 'muted')]
}

const environmentLines = (state: UiState, labelCells: number, { phrases, glyphs }: UiContext): readonly Line[] => {
  const models = analysisOf(state)?.environments ?? []
  const nameCells = Math.min(24, Math.max(0, ...models.map(model => cellsOf(model.name))) + 2)
  return models.map((model, index) => {
    const of = (kind: string): number => model.sources.filter(source => source.kind === kind).length
    const unmodelled = [...model.unmodelled.values()].reduce((sum, number) => sum + number, 0)
    const notes = [
      phrases.sources(of('terraform'), of('cloudformation'), model.apps.length),
      ...(unmodelled > 0 ? [phrases.unmodelled(unmodelled)] : []),
    ]
    return [
      column(index === 0 ? phrases.environments : '', labelCells, glyphs.ellipsis, 'heading'),
      column(model.name, nameCells, glyphs.ellipsis),
      span(notes.join(', '), 'muted'),
    ]
  })
}

const mostJourneys = 4

/** Journeys that do not get through in production, with where they end; then how many do. */
const journeyLines = (
  { traces }: ComparisonResult,
  columns: number,
  { phrases, glyphs }: UiContext,
): readonly Line[] => {
  const journeys = traces.filter(({ because }) => because.startsWith('journey '))
  const fine = journeys.filter(({ production }) => getsThrough(production))
  const failing = journeys.filter(pair => !fine.includes(pair))
  const lines = failing.slice(0, mostJourneys).map(({ because, production }): Line => {
    const isOpen = production.disposition.kind === 'undetermined'
    const [mark, role]: readonly [string, Role] = isOpen
      ? [glyphs.undetermined, 'undetermined']
      : [glyphs.error, 'error']
    const after = production.behind.length > 0 ? `, ${phrases.failsNext} ${production.behind.length}` : ''
    const text = `${because.slice('journey '.length)}  ${shortNames(phrases.disposition(production.disposition))}${after}`
    return [span(`${mark} ${truncate(text, columns, glyphs.ellipsis)}`, role)]
  })
  const passing = fine.map(({ because }) => because.slice('journey '.length)).join(', ')
  return passing === ''
    ? lines
    : [...lines, [span(`${glyphs.ok} ${truncate(passing, columns, glyphs.ellipsis)}`, 'ok')]]
}

/** What most findings are about. */
const subjectsLine = (state: UiState): string => {
  const counts = new Map<string, number>()
  for (const { subject } of state.findings.items) counts.set(subject, (counts.get(subject) ?? 0) + 1)
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([subject, count]) => `${shortNames(subject)} ${count}`)
    .join(', ')
}

const makeSummary = (state: UiState, comparison: ComparisonResult, context: UiContext): readonly Line[] => {
  const { phrases, glyphs } = context
  const { columns } = state.size
  const [mark, sentence, role] = verdictOf(comparison, context)
  const labels = [
    phrases.rehearsal,
    phrases.journeys,
    phrases.findings,
    phrases.subjects,
    phrases.cannotTell,
    phrases.differences,
    phrases.environments,
  ]
  const labelCells = Math.max(...labels.map(cellsOf)) + 3
  const row = (label: string, value: Line): Line => [column(label, labelCells, glyphs.ellipsis, 'heading'), ...value]
  const decides = [...new Set(comparison.undetermined.flatMap(question => question.decides.map(({ names }) => names)))]
  const { total, explained, mattering } = comparison.differences
  const unread = diagnosticsOf(state).length
  const questions = phrases.questions(comparison.undetermined.length, decides)
  const subjects = subjectsLine(state)
  const isRoomy = bodyRows(state.size) >= 20
  const gap: readonly Line[] = isRoomy ? [[]] : []
  const lines: readonly Line[] = [
    ...gap,
    ...paragraph(sentence, columns - 4, role).map((text, index) => [
      span(index === 0 ? `${mark} ` : '  ', role),
      ...text,
    ]),
    ...gap,
    row(phrases.rehearsal, rehearsalLine(comparison, columns, context)),
    ...journeyLines(comparison, columns - labelCells - 3, context).map((text, index) =>
      row(index === 0 ? phrases.journeys : '', text),
    ),
    row(phrases.findings, countsLine(comparison, context)),
    ...(subjects === '' ? [] : [row(phrases.subjects, [span(subjects)])]),
    row(phrases.cannotTell, [
      span(`${glyphs.undetermined} ${questions}`, comparison.undetermined.length > 0 ? 'undetermined' : 'muted'),
    ]),
    ...(unread > 0 ? [row('', [span(`${glyphs.warning} ${phrases.unread(unread)}`, 'warning')])] : []),
    row(phrases.differences, [span(phrases.differenceCounts(total, explained, mattering))]),
    ...environmentLines(state, labelCells, context),
    ...gap,
  ]
  // On a low screen the list comes first; what is left out is said elsewhere too.
  return lines.slice(0, Math.max(1, bodyRows(state.size) - 4))
}

// Keys ask for it several times, and it counts every finding.
let lastSummary: { readonly key: readonly unknown[]; readonly lines: readonly Line[] } | undefined

const summaryOf = (state: UiState, comparison: ComparisonResult, context: UiContext): readonly Line[] => {
  const key = [state.run, state.findings.items, state.size, comparison, context]
  if (!lastSummary?.key.every((part, index) => part === key[index]))
    lastSummary = { key, lines: makeSummary(state, comparison, context) }
  return lastSummary.lines
}

/** The row of the body in which the list begins. */
export const overviewListTop = (state: UiState, context: UiContext): number => {
  const comparison = comparisonOf(state)
  return comparison === undefined ? 0 : summaryOf(state, comparison, context).length + 1
}

/** Rows of the list under the summary. */
export const overviewRows = (state: UiState, context: UiContext): number => {
  const comparison = comparisonOf(state)
  if (comparison === undefined) return 0
  return Math.max(1, bodyRows(state.size) - summaryOf(state, comparison, context).length - 1)
}

/** Verdict, rehearsal, counts, and the findings to look at first. */
export const overviewView = (state: UiState, context: UiContext): readonly Line[] => {
  const comparison = comparisonOf(state)
  if (comparison === undefined) return [[], line(span(context.phrases.verdict.noComparison, 'warning'))]
  const summary = summaryOf(state, comparison, context)
  const { items } = state.findings
  const rows = Math.max(1, bodyRows(state.size) - summary.length - 1)
  const top = scrolledTo(state.overview.top, state.overview.cursor, rows, items.length)
  const list = items.slice(top, top + rows).map((item, index) => {
    const isSelected = top + index === state.overview.cursor
    const isReviewed = state.reviewed.includes(item.fingerprint)
    return itemRow(item, { columns: state.size.columns, isSelected, isFocused: true, search: '', isReviewed }, context)
  })
  const title = line(span(items.length > 0 ? context.phrases.attention : context.phrases.nothingFound, 'heading'))
  return [...summary, title, ...list]
}
