import type { Analysis, ComparisonResult } from '../../model/analysis.ts'
import type { Severity } from '../../model/finding.ts'
import type { Trace } from '../../model/trace.ts'
import { failuresOf } from '../../model/trace.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import { cellsOf, truncate } from '../cells.ts'
import type { UiContext } from '../context.ts'
import { paragraph } from '../document.ts'
import { bodyRows } from '../geometry.ts'
import type { Item } from '../item.ts'
import type { Line } from '../line.ts'
import { column, span } from '../line.ts'
import { rememberLast } from '../remember-last.ts'
import { shortNames } from '../short-names.ts'
import type { Size, UiState } from '../state.ts'
import { analysisOf, comparisonOf, diagnosticsIn } from '../state.ts'
import type { Role } from '../theme.ts'
import { journeyLines } from './journey-lines.ts'

const getsThrough = (trace: Trace): boolean =>
  failuresOf(trace).length === 0 && trace.disposition.kind !== 'undetermined'

const isOpen = ({ disposition }: Trace): boolean => disposition.kind === 'undetermined'

/** The one sentence, its mark and its colour. */
const verdictOf = (comparison: ComparisonResult, { phrases, glyphs }: UiContext): readonly [string, string, Role] => {
  const { staging, production, traces, findings, undetermined } = comparison
  const broken = traces.filter(pair => getsThrough(pair.staging) && failuresOf(pair.production).length > 0).length
  const errors = findings.filter(finding => finding.severity === 'error' && finding.status !== 'waived').length
  if (broken > 0) return [glyphs.error, phrases.verdict.breaks(broken, staging, production), 'error']
  if (errors > 0) return [glyphs.error, phrases.verdict.errors(errors, production), 'error']
  const questions = undetermined.length
  const requests = traces.filter(pair => isOpen(pair.staging) || isOpen(pair.production)).length
  if (questions > 0 || requests > 0)
    return [glyphs.undetermined, phrases.verdict.cannotTell(questions, requests, production), 'undetermined']
  if (traces.length === 0) return [glyphs.undetermined, phrases.verdict.noRequests(production), 'undetermined']
  return [glyphs.ok, phrases.verdict.goesThrough(staging, production), 'ok']
}

const bar = (done: number, all: number, cells: number, { glyphs }: UiContext): Line => {
  const full = all === 0 ? 0 : Math.min(cells, Math.floor((done / all) * cells))
  return [span(' '.repeat(full), 'bar-full'), span(glyphs.horizontal.repeat(cells - full), 'bar-empty')]
}

const mostPaths = 3

const rehearsalLine = ({ rehearsal }: ComparisonResult, columns: number, context: UiContext): Line => {
  const { phrases } = context
  const { paths, rehearsed } = rehearsal
  if (paths === 0) return [span(phrases.nothingToRehearse, 'muted')]
  const text = phrases.rehearsed(rehearsed, paths, Math.floor((rehearsed / paths) * 100))
  const cells = Math.min(36, columns - cellsOf(text) - 5)
  return cells < 6 ? [span(text)] : [...bar(rehearsed, paths, cells, context), span(`  ${text}`)]
}

/** Production's paths that staging never takes, with the decision that it never sees. */
const unrehearsedLines = ({ rehearsal }: ComparisonResult, columns: number, context: UiContext): readonly Line[] => {
  const { phrases, glyphs } = context
  const { unrehearsed = [] } = rehearsal
  const stageCells = Math.max(...Object.values(phrases.stage).map(cellsOf)) + 2
  const lines = unrehearsed.slice(0, mostPaths).map(({ request, stage, decision }): Line => {
    const what = `${request.method} ${formatUrl(request)}  `
    const why = truncate(shortNames(decision), Math.max(0, columns - cellsOf(what) - stageCells), glyphs.ellipsis)
    return [column(phrases.stage[stage], stageCells, glyphs.ellipsis, 'undetermined'), span(what), span(why, 'muted')]
  })
  const left = unrehearsed.length - mostPaths
  return left > 0 ? [...lines, [span(phrases.andMore(left), 'muted')]] : lines
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

const environmentLines = ({ environments: models }: Analysis, { phrases, glyphs }: UiContext): readonly Line[] => {
  const nameCells = Math.min(24, Math.max(0, ...models.map(model => cellsOf(model.name))) + 2)
  return models.map(model => {
    const of = (kind: string): number => model.sources.filter(source => source.kind === kind).length
    const unmodelled = [...model.unmodelled.values()].reduce((sum, number) => sum + number, 0)
    const notes = [
      phrases.sources(of('terraform'), of('cloudformation'), model.apps.length),
      ...(unmodelled > 0 ? [phrases.unmodelled(unmodelled)] : []),
    ]
    return [column(model.name, nameCells, glyphs.ellipsis), span(notes.join(', '), 'muted')]
  })
}

const mostSubjects = 3

/** What most findings are about. */
const subjectLines = (
  items: readonly Item[],
  columns: number,
  isRoomy: boolean,
  { phrases, glyphs }: UiContext,
): readonly Line[] => {
  const counts = new Map<string, number>()
  for (const { subject } of items) counts.set(subject, (counts.get(subject) ?? 0) + 1)
  const subjects = [...counts].sort(([, one], [, other]) => other - one)
  if (!isRoomy) {
    const text = subjects.map(([subject, count]) => `${shortNames(subject)} ${count}`).join(', ')
    return text === '' ? [] : [[span(truncate(text, columns, glyphs.ellipsis))]]
  }
  const digits = String(subjects[0]?.[1] ?? 0).length
  const lines = subjects
    .slice(0, mostSubjects)
    .map(
      ([subject, count]): Line => [
        span(`${String(count).padStart(digits)}  `, 'muted'),
        span(truncate(shortNames(subject), columns - digits - 2, glyphs.ellipsis)),
      ],
    )
  const left = subjects.length - mostSubjects
  return left > 0 ? [...lines, [span(phrases.andMore(left), 'muted')]] : lines
}

const questionLines = (
  analysis: Analysis,
  { undetermined }: ComparisonResult,
  { phrases, glyphs }: UiContext,
): readonly Line[] => {
  const decides = [...new Set(undetermined.flatMap(question => question.decides.map(({ names }) => shortNames(names))))]
  const unread = diagnosticsIn(analysis).length
  return [
    [
      span(
        `${glyphs.undetermined} ${phrases.questions(undetermined.length, decides)}`,
        undetermined.length > 0 ? 'undetermined' : 'muted',
      ),
    ],
    ...(unread > 0 ? [[span(`${glyphs.warning} ${phrases.unread(unread)}`, 'warning')]] : []),
  ]
}

const make = (
  analysis: Analysis,
  comparison: ComparisonResult,
  items: readonly Item[],
  size: Size,
  context: UiContext,
): readonly Line[] => {
  const { phrases, glyphs } = context
  const { columns } = size
  const [mark, sentence, role] = verdictOf(comparison, context)
  const isRoomy = bodyRows(size) >= 30
  const { rehearsal, unrehearsed, journeys, findings, subjects, cannotTell, differences, environments } = phrases
  const labels = [rehearsal, unrehearsed, journeys, findings, subjects, cannotTell, differences, environments]
  const labelCells = Math.max(...labels.map(cellsOf)) + 3
  const room = columns - labelCells
  const { total, explained, mattering } = comparison.differences
  const section = (label: string, lines: readonly Line[]): readonly Line[] =>
    lines.map((value, index) => [column(index === 0 ? label : '', labelCells, glyphs.ellipsis, 'heading'), ...value])
  const gap: readonly Line[] = bodyRows(size) >= 20 ? [[]] : []
  const lines: readonly Line[] = [
    ...gap,
    ...paragraph(sentence, columns - 4, role).map((text, index) => [
      span(index === 0 ? `${mark} ` : '  ', role),
      ...text,
    ]),
    ...gap,
    ...section(rehearsal, [rehearsalLine(comparison, room, context)]),
    ...section(unrehearsed, isRoomy ? unrehearsedLines(comparison, room, context) : []),
    ...section(journeys, journeyLines(analysis, comparison, room, context)),
    ...section(findings, [countsLine(comparison, context)]),
    ...section(subjects, subjectLines(items, room, isRoomy, context)),
    ...section(cannotTell, questionLines(analysis, comparison, context)),
    ...section(differences, [[span(phrases.differenceCounts(total, explained, mattering))]]),
    ...section(environments, environmentLines(analysis, context)),
    ...gap,
  ]
  // On a low screen the list comes first; what is left out is said elsewhere too.
  return lines.slice(0, Math.max(1, bodyRows(size) - 4))
}

// Keys ask for it several times, and it counts every finding.
const remembered = rememberLast(make)

/** Verdict, rehearsal, journeys, counts and sources of the comparison that is shown. */
export const overviewSummary = (state: UiState, context: UiContext): readonly Line[] => {
  const [analysis, comparison] = [analysisOf(state), comparisonOf(state)]
  return analysis === undefined || comparison === undefined
    ? []
    : remembered(analysis, comparison, state.findings.items, state.size, context)
}
