import type { Analysis } from '../../model/analysis.ts'
import type { Finding, UndeterminedFinding } from '../../model/finding.ts'
import {
  findingSection,
  fixLines,
  type MarkdownStyle,
  place,
  undeterminedSection,
} from '../markdown/finding-section.ts'
import { codeSpan, escapeHtml, prose } from '../markdown/markdown-text.ts'
import { verdictOf } from '../markdown/render-markdown.ts'
import { type Language, phrasesOf } from '../phrases.ts'
import { marks } from '../text/paint.ts'
import { drawnPairs, topologyOf } from '../topology.ts'
import type { ComparisonChange } from './compare-analyses.ts'
import type { OneSidedChange } from './environment-changes.ts'
import { grouped } from './grouped.ts'
import { mermaidOf } from './mermaid.ts'

export interface CommentOptions {
  readonly marker: string
  readonly language?: Language
  readonly link?: MarkdownStyle['link']
  /** UTF-16 units. */
  readonly limit: number
  /** What the head is compared with, as people call it. */
  readonly base: string
}

/** How much of a comment is written out: less, until it fits. The worst stays longest. */
interface Detail {
  readonly traces: boolean
  readonly sections: number
  readonly lines: number
  readonly diagram: boolean
}

const details: readonly Detail[] = [
  { traces: true, sections: Number.POSITIVE_INFINITY, lines: Number.POSITIVE_INFINITY, diagram: true },
  { traces: false, sections: 20, lines: 200, diagram: true },
  { traces: false, sections: 10, lines: 100, diagram: false },
  { traces: false, sections: 0, lines: 100, diagram: false },
  { traces: false, sections: 0, lines: 30, diagram: false },
  { traces: false, sections: 0, lines: 5, diagram: false },
  { traces: false, sections: 0, lines: 0, diagram: false },
]

/** The comment on a change, as much of it as fits. */
export const commentBody = (changes: readonly ComparisonChange[], head: Analysis, options: CommentOptions): string => {
  for (const detail of details) {
    const body = bodyOf(changes, head, options, detail)
    if (body.length <= options.limit) return body
  }
  const counts = changes.slice(0, 50).map(change => countLine(change))
  return `${[options.marker, '## sotsu', '', ...counts.map(line => `- ${line}`)].join('\n').slice(0, options.limit)}\n`
}

const count = (number: number, word: string): string => `${number} ${word}`

const countLine = ({ introduced, fixed, left, accepted, questions }: ComparisonChange): string =>
  [
    count(introduced.length, 'new'),
    count(fixed.length, 'fixed'),
    count(left.length, 'unchanged'),
    ...(accepted.length > 0 ? [count(accepted.length, 'accepted in this change')] : []),
    ...(questions.length > 0 ? [`${questions.length} cannot be told`] : []),
  ].join(', ')

const bodyOf = (
  changes: readonly ComparisonChange[],
  head: Analysis,
  options: CommentOptions,
  detail: Detail,
): string => {
  const style: MarkdownStyle = { phrases: phrasesOf(options.language ?? 'en'), link: options.link }
  const blocks = changes.flatMap(change => changeLines(change, head, style, detail))
  const foot = `compared with ${codeSpan(options.base)}; run \`sotsu check\` to see it here, \`sotsu explain RULE\` for a rule's page`
  return `${[options.marker, ...blocks, '', `<sub>${foot}</sub>`].join('\n')}\n`
}

const isUntouched = ({ introduced, fixed, accepted, questions, oneSided }: ComparisonChange): boolean =>
  introduced.length + fixed.length + accepted.length + questions.length + oneSided.length === 0

const changeLines = (
  change: ComparisonChange,
  head: Analysis,
  style: MarkdownStyle,
  detail: Detail,
): readonly string[] => {
  const { staging, production } = change.head
  const title = `${prose(staging)} → ${prose(production)}`
  const verdict = prose(verdictOf(change.head, style.phrases).replace(/^\S+ /, ''))
  if (isUntouched(change))
    return [
      `## sotsu: no change, ${title}`,
      '',
      `This change makes no difference between ${prose(staging)} and ${prose(production)}: ${verdict}.`,
    ]
  const { introduced, fixed, left, accepted, questions } = change
  const mark = verdictOf(change.head, style.phrases).split(' ')[0] ?? ''
  return [
    `## sotsu: ${countLine(change)}`,
    '',
    `**${mark} ${title}: ${verdict}**`,
    ...oneSidedLines(change, style, detail),
    ...newLines(introduced, style, detail),
    ...section('Fixed by this change', lines(fixed, style, detail)),
    ...section('Accepted with this change: a reviewer should agree', lines(accepted, style, detail)),
    ...section(
      style.phrases.cannotTell,
      questions.slice(0, detail.lines).flatMap(question => undeterminedSection(question, style)),
    ),
    ...folded(`${left.length} unchanged`, left.length === 0 ? [] : lines(left, style, detail)),
    ...(detail.diagram && introduced.length > 0 && change.head.traces.length > 0
      ? folded('The ways of requests', diagram(change, head, style))
      : []),
  ]
}

const section = (title: string, body: readonly string[]): readonly string[] =>
  body.length === 0 ? [] : ['', `### ${title}`, '', ...body]

/** A blank line after the summary makes what follows Markdown again. */
const folded = (title: string, body: readonly string[]): readonly string[] =>
  body.length === 0 ? [] : ['', `<details><summary>${title}</summary>`, '', ...body, '', '</details>']

type Told = Finding | UndeterminedFinding

const findingLine = (finding: Told, style: MarkdownStyle): string => {
  const [mark, at] =
    'decides' in finding
      ? [marks.undetermined, finding.decides.find(one => one.at.file !== '')?.at]
      : [marks[finding.severity], finding.fix?.at ?? finding.evidence[0]?.at]
  return `- ${mark} ${prose(finding.message)} (${codeSpan(finding.rule)}${at ? `, ${place(at, style)}` : ''})`
}

const lines = (findings: readonly Told[], style: MarkdownStyle, detail: Detail): readonly string[] => {
  const shown = findings.slice(0, detail.lines)
  const more = findings.length - shown.length
  return [
    ...shown.map(finding => findingLine(finding, style)),
    ...(more > 0 ? [`- ${shown.length > 0 ? `and ${more} more` : `${more}, see the report`}`] : []),
  ]
}

const newLines = (introduced: readonly Finding[], style: MarkdownStyle, detail: Detail): readonly string[] => {
  const shown = new Map<string, number>()
  const sections = introduced.slice(0, detail.sections)
  return section('New with this change', [
    ...lines(introduced, style, detail),
    ...sections.flatMap((finding, index) => {
      const { traces: _, ...bare } = finding
      const body = detail.traces
        ? findingSection(finding, index + 1, shown, style).slice(4)
        : finding.fix
          ? fixLines(finding.fix, style)
          : findingSection(bare, index + 1, shown, style).slice(4)
      return folded(`${index + 1}. <code>${escapeHtml(finding.rule)}</code>`, body)
    }),
  ])
}

const mostOneSided = 10

const whatChanged = ({ before, after }: OneSidedChange['change']): string =>
  after === undefined
    ? `${codeSpan(before ?? '')} is gone`
    : before === undefined
      ? `${codeSpan(after)} is new`
      : `${codeSpan(before)} → ${codeSpan(after)}`

/** One entry for each line that was edited; what only follows from such a line is not said again. */
const oneSidedLines = (
  { oneSided, fixed, head }: ComparisonChange,
  style: MarkdownStyle,
  detail: Detail,
): readonly string[] => {
  // What production gets so that it works as staging does already is no one-sided change.
  const telling = oneSided.filter(({ edited }) => edited === head.staging || fixed.length === 0)
  const decided = telling.filter(({ change }) => change.name !== undefined)
  const byLine = [
    ...grouped(decided.length > 0 ? decided : telling, ({ edited, change }) =>
      JSON.stringify([edited, change.at.file, change.at.start.line]),
    ).values(),
  ]
  const shown = byLine.slice(0, Math.min(mostOneSided, detail.lines))
  const body = shown.flatMap(group => {
    const chosen = group.find(({ change }) => change.before !== undefined && change.after !== undefined) ?? group[0]
    if (chosen === undefined) return []
    const { edited, lacking, change, there } = chosen
    const where = there ? `has ${codeSpan(there.value)} (${place(there.at, style)})` : 'has nothing there'
    return [
      `- ${prose(edited)} ${place(change.at, style)}${change.name === undefined ? '' : ` ${codeSpan(change.name)}`}: ${whatChanged(change)}; ${prose(lacking)} ${where}`,
    ]
  })
  const more = byLine.length - shown.length
  const lacking = [...new Set(telling.map(one => one.lacking))].map(prose).join(', ')
  return section(`The same change is missing in ${lacking}`, [...body, ...(more > 0 ? [`- and ${more} more`] : [])])
}

const diagram = (change: ComparisonChange, head: Analysis, style: MarkdownStyle): readonly string[] => {
  const { staging, production, traces } = change.head
  const topologies = ([staging, production] as const).map((name, side) =>
    topologyOf(
      drawnPairs(traces).map(pair => (side === 0 ? pair.staging : pair.production)),
      name,
      head.environments.find(model => model.name === name),
      { phrases: style.phrases, mostNodes: 20, mostEdges: 30 },
    ),
  )
  return ['```mermaid', ...mermaidOf(topologies).split('\n'), '```']
}
