import type { Analysis, ComparisonResult } from '../../model/analysis.ts'
import type { Finding } from '../../model/finding.ts'
import { journeyOf } from '../../trace/journeys.ts'
import { arrangedFindings } from '../arranged-findings.ts'
import { brokenJourneys } from '../broken-journeys.ts'
import { countsOf, verdictKind } from '../counts.ts'
import { allDiagnostics } from '../diagnostics.ts'
import { differencesText } from '../differences.ts'
import { escapeLine } from '../escape.ts'
import { journeysOf, markOfJourney } from '../journeys.ts'
import { type Language, phrasesOf } from '../phrases.ts'
import { diagnosticLines } from './diagnostic-lines.ts'
import { findingLines, splitLines, undeterminedLines, waivedLines } from './finding-lines.ts'
import { hanging, indent, reportWidth, wrap } from './layout.ts'
import { marks, paintFor } from './paint.ts'
import type { TraceStyle } from './trace-lines.ts'

export interface TextOptions {
  readonly color: boolean
  readonly language?: Language
}

/** The report for people: the verdict first, then what proves it, at last what could not be told or read. */
export const renderText = (analysis: Analysis, { color, language = 'en' }: TextOptions): string => {
  const style: TraceStyle = { phrases: phrasesOf(language), paint: paintFor(color), width: reportWidth }
  const { phrases, paint } = style
  const comparisons = analysis.comparisons.flatMap((comparison, index) => [
    ...(index > 0 ? [''] : []),
    ...comparisonLines(analysis, comparison, style),
  ])
  const names = analysis.environments.map(({ name }) => name)
  const opening =
    analysis.comparisons.length > 0
      ? comparisons
      : [names.length === 0 ? phrases.verdict.noEnvironment : phrases.verdict.noComparison(names.map(escapeLine))]
  const hasFindings = analysis.comparisons.some(({ findings }) => findings.length > 0)
  const lines = [
    ...opening,
    ...diagnosticLines(allDiagnostics(analysis), style),
    ...(hasFindings ? ['', ...wrap(phrases.explain, reportWidth).map(paint.dim)] : []),
  ]
  return `${lines.join('\n')}\n`
}

const comparisonLines = (analysis: Analysis, comparison: ComparisonResult, style: TraceStyle): readonly string[] => {
  const { phrases, paint } = style
  const { staging, production, rehearsal, findings, undetermined } = comparison
  const groups = arrangedFindings(comparison)
  const waived = findings.filter(({ status }) => status === 'waived')
  const broken = brokenJourneys(comparison.traces)
  const context = {
    comparison,
    shown: new Map<string, number>(),
    breaks: (finding: Finding) => broken(finding).flatMap(pair => journeyOf(pair) ?? []),
  }
  return [
    paint.bold(escapeLine(phrases.comparison(staging, production))),
    ...indent(verdictLines(comparison, style), 2),
    ...(rehearsal.paths === 0
      ? []
      : [`  ${escapeLine(phrases.rehearsal(staging, production, rehearsal.rehearsed, rehearsal.paths))}`]),
    `  ${differencesText(comparison, phrases)}`,
    ...journeyLines(analysis, comparison, style),
    ...groups.flatMap(({ split, findings: own }) => [
      ...(split
        ? ['', ...splitLines(split, comparison, style)]
        : groups.length > 1
          ? ['', paint.bold(phrases.others)]
          : []),
      ...own.flatMap(({ finding, number }) => [
        '',
        ...findingLines(finding, number, context, style),
        paint.dim(`     ${phrases.fingerprint} ${finding.fingerprint}`),
      ]),
    ]),
    ...(waived.length > 0 ? ['', paint.bold(phrases.waived)] : []),
    ...waived.flatMap(finding => waivedLines(finding, style)),
    ...(undetermined.length > 0 ? ['', paint.bold(phrases.cannotTell)] : []),
    ...undetermined.flatMap((question, index) => [
      ...(index > 0 ? [''] : []),
      ...undeterminedLines(question, style),
      paint.dim(`     ${phrases.fingerprint} ${question.fingerprint}`),
    ]),
  ]
}

/** What must work, and whether it does in production. A name is not broken. */
const journeyLines = (
  analysis: Analysis,
  comparison: ComparisonResult,
  { phrases, width }: TraceStyle,
): readonly string[] => {
  const told = journeysOf(analysis, comparison).map(({ journey, production }) =>
    `${markOfJourney(production)} ${escapeLine(journey)}`.replaceAll(' ', '\u00a0'),
  )
  if (told.length === 0) return []
  return hanging(`  ${phrases.journeys(escapeLine(comparison.production))}: `, told.join(', '), width).map(line =>
    line.replaceAll('\u00a0', ' '),
  )
}

const verdictLines = (comparison: ComparisonResult, { phrases, paint }: TraceStyle): readonly string[] => {
  const kind = verdictKind(comparison)
  const text = phrases.verdict[kind](escapeLine(comparison.production), countsOf(comparison))
  if (kind === 'fails') return [paint.red(paint.bold(`${marks.error} ${text}`))]
  if (kind === 'works') return [paint.green(paint.bold(`${marks.ok} ${text}`))]
  return [paint.yellow(paint.bold(`${marks.undetermined} ${text}`))]
}
