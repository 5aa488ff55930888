import type { Analysis, ComparisonResult } from '../../model/analysis.ts'
import { arrangedFindings } from '../arranged-findings.ts'
import { countsOf, verdictKind } from '../counts.ts'
import { allDiagnostics } from '../diagnostics.ts'
import { differencesText } from '../differences.ts'
import { journeysOf, markOfJourney } from '../journeys.ts'
import { type Language, type Phrases, phrasesOf } from '../phrases.ts'
import { marks } from '../text/paint.ts'
import {
  findingNotes,
  findingSection,
  type MarkdownStyle,
  place,
  splitSection,
  undeterminedSection,
} from './finding-section.ts'
import { codeSpan, inCell, prose } from './markdown-text.ts'

export interface MarkdownOptions {
  readonly language?: Language
  readonly link?: MarkdownStyle['link']
}

/** The report as GitHub flavoured Markdown: verdict, an overview in a table, then each finding with its proof. */
export const renderMarkdown = (analysis: Analysis, { language = 'en', link }: MarkdownOptions = {}): string => {
  const style: MarkdownStyle = { phrases: phrasesOf(language), link }
  const { phrases } = style
  const names = analysis.environments.map(({ name }) => name)
  const blocks =
    analysis.comparisons.length > 0
      ? analysis.comparisons.flatMap(comparison => comparisonLines(analysis, comparison, style))
      : [prose(names.length === 0 ? phrases.verdict.noEnvironment : phrases.verdict.noComparison(names))]
  const diagnostics = allDiagnostics(analysis)
  const lines = [
    ...blocks,
    ...(diagnostics.length === 0
      ? []
      : [
          '',
          `## ${phrases.diagnostics}`,
          '',
          ...diagnostics.map(
            ({ severity, summary, detail, at }) =>
              `- ${marks[severity]} ${at.file === '' ? '' : `${place(at, style)} `}${prose(summary)}: ${prose(detail)}`,
          ),
        ]),
  ]
  return `${lines.join('\n').trim()}\n`
}

const verdictMarks = {
  fails: marks.error,
  cannotTell: marks.undetermined,
  noPaths: marks.undetermined,
  works: marks.ok,
} as const

/** What the comparison comes to, with its mark. */
export const verdictOf = (comparison: ComparisonResult, { verdict }: Phrases): string => {
  const kind = verdictKind(comparison)
  return `${verdictMarks[kind]} ${verdict[kind](comparison.production, countsOf(comparison))}`
}

const comparisonLines = (analysis: Analysis, comparison: ComparisonResult, style: MarkdownStyle): readonly string[] => {
  const { phrases } = style
  const { staging, production, rehearsal, undetermined } = comparison
  const groups = arrangedFindings(comparison)
  const numbered = groups.flatMap(({ findings }) => findings)
  const waived = comparison.findings.filter(({ status }) => status === 'waived')
  const journeys = journeysOf(analysis, comparison).map(
    one => `${markOfJourney(one.production)} ${codeSpan(one.journey)}`,
  )
  const shown = new Map<string, number>()
  return [
    '',
    `# ${prose(staging)} → ${prose(production)}`,
    '',
    `**${verdictOf(comparison, phrases).replace(/^(\S+) (.*)$/s, (_, mark, text) => `${mark} ${prose(text)}`)}**`,
    '',
    ...(rehearsal.paths === 0
      ? []
      : [`- ${prose(phrases.rehearsal(staging, production, rehearsal.rehearsed, rehearsal.paths))}`]),
    `- ${prose(differencesText(comparison, phrases))}`,
    ...(journeys.length === 0 ? [] : [`- ${prose(phrases.journeys(production))}: ${journeys.join(', ')}`]),
    ...(numbered.length < 2
      ? []
      : [
          '',
          '| | | | |',
          '|---|---|---|---|',
          ...numbered.map(({ finding, number }) => {
            const where = finding.fix?.at ?? finding.evidence[0]?.at
            const cells = [
              `${number}`,
              `${marks[finding.severity]} ${phrases.severity[finding.severity]}${findingNotes(finding, style)}`,
              prose(finding.message),
              where ? place(where, style) : '',
            ]
            return `| ${cells.map(inCell).join(' | ')} |`
          }),
        ]),
    ...groups.flatMap(({ split, findings }) => [
      ...(split
        ? ['', ...splitSection(split, comparison, style)]
        : groups.length > 1
          ? ['', `## ${phrases.others}`]
          : []),
      ...findings.flatMap(({ finding, number }) => ['', ...findingSection(finding, number, shown, style)]),
    ]),
    ...(undetermined.length === 0
      ? []
      : [
          '',
          `## ${phrases.cannotTell}`,
          '',
          ...undetermined.flatMap(question => undeterminedSection(question, style)),
        ]),
    ...(waived.length === 0
      ? []
      : [
          '',
          `## ${phrases.waived}`,
          '',
          ...waived.map(
            ({ rule, message, fingerprint }) => `- ${codeSpan(rule)} ${prose(message)} (${codeSpan(fingerprint)})`,
          ),
        ]),
  ]
}
