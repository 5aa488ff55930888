import type { ComparisonResult, TracePair } from '../../model/analysis.ts'
import type { Evidence, Finding, UndeterminedFinding } from '../../model/finding.ts'
import { formatLocation, type SourceLocation } from '../../model/source-location.ts'
import type { Split } from '../../model/split.ts'
import type { Hop, Trace } from '../../model/trace.ts'
import type { Phrases } from '../phrases.ts'
import { marks } from '../text/paint.ts'
import { alignHops, partingRow } from '../text/trace-sides.ts'
import { urlOf } from '../trace-json.ts'
import { codeBlock, codeSpan, inCell, prose } from './markdown-text.ts'

export interface MarkdownStyle {
  readonly phrases: Phrases
  /** Where a line can be seen; absent: it is only named. */
  readonly link?: ((at: SourceLocation) => string | undefined) | undefined
}

export const place = (at: SourceLocation, { link }: MarkdownStyle): string => {
  const text = codeSpan(formatLocation(at))
  const address = link?.(at)
  return address === undefined ? text : `[${text}](${address})`
}

const longestValue = 120
const shorten = (value: string): string =>
  value.length <= longestValue ? value : `${value.slice(0, longestValue - 3)}...`

const evidenceLine = ({ environment, at, value, label }: Evidence, style: MarkdownStyle): string =>
  `- ${prose(environment)} ${place(at, style)}${value === undefined ? '' : `: ${codeSpan(shorten(value))}`}, ${prose(label)}`

const hopMark = ({ outcome }: Hop): string =>
  outcome === 'passes' ? marks.ok : outcome === 'fails' ? marks.error : marks.undetermined

const hopCell = (hop: Hop | undefined, style: MarkdownStyle): string =>
  hop === undefined ? '' : `${hopMark(hop)} ${prose(hop.detail)}${hop.source ? ` ${place(hop.source, style)}` : ''}`

const row = (cells: readonly string[]): string => `| ${cells.map(inCell).join(' | ')} |`

const endOf = (trace: Trace, { phrases }: MarkdownStyle): string => {
  const sees = phrases.clientSees(trace.clientSees)
  return prose(`${phrases.disposition(trace.disposition)}${sees === '' ? '' : `; ${sees}`}`)
}

/** One request through both environments as a table, the failures behind the first one after it. */
export const traceTable = (
  { staging, production }: Pick<TracePair, 'staging' | 'production'>,
  style: MarkdownStyle,
) => {
  const { phrases } = style
  const rows = alignHops([staging, production])
  const parting = partingRow(rows)
  const asked = ({ request }: Trace): string => codeSpan(`${request.method} ${urlOf(request)}`)
  return [
    row(['', prose(staging.environment), prose(production.environment)]),
    '|---|---|---|',
    row(['', asked(staging), asked(production)]),
    ...rows.map(({ stage, hops }, index) =>
      row([
        `${phrases.stage[stage]}${index === parting ? `, **${phrases.partsHere}**` : ''}`,
        ...hops.map(hop => hopCell(hop, style)),
      ]),
    ),
    row(['=', endOf(staging, style), endOf(production, style)]),
    ...[staging, production].flatMap(trace =>
      trace.behind.length === 0
        ? []
        : [
            '',
            `${prose(trace.environment)}, ${phrases.behind}`,
            '',
            ...trace.behind.map(({ stage, hop }) => `- ${phrases.stage[stage]}: ${hopCell(hop, style)}`),
          ],
    ),
  ]
}

export const fixLines = (fix: NonNullable<Finding['fix']>, style: MarkdownStyle): readonly string[] => [
  `**${style.phrases.fix}** ${prose(fix.description)} (${place(fix.at, style)})`,
  ...(fix.text === undefined ? [] : ['', ...codeBlock(fix.text)]),
]

export const findingNotes = (finding: Finding, { phrases }: MarkdownStyle): string => {
  const notes = [
    ...(finding.confidence === 'likely' ? [phrases.likely] : []),
    ...(finding.status === 'new' ? [] : [phrases.status[finding.status]]),
  ]
  return notes.length > 0 ? ` (${notes.join(', ')})` : ''
}

/** A finding with what proves it. A request that was shown before is only named. */
export const findingSection = (
  finding: Finding,
  number: number,
  shown: Map<string, number>,
  style: MarkdownStyle,
): readonly string[] => {
  const { phrases } = style
  const { traces } = finding
  const request = traces?.production.request
  const key = request && `${request.method} ${urlOf(request)} ${JSON.stringify(request.token ?? null)}`
  const before = key === undefined ? undefined : shown.get(key)
  if (key !== undefined && before === undefined) shown.set(key, number)
  return [
    `### ${number}. ${marks[finding.severity]} ${phrases.severity[finding.severity]}: ${codeSpan(finding.rule)}${findingNotes(finding, style)}`,
    '',
    prose(finding.message),
    '',
    ...finding.evidence.map(line => evidenceLine(line, style)),
    ...(finding.fix ? ['', ...fixLines(finding.fix, style)] : []),
    ...(traces === undefined
      ? []
      : before === undefined
        ? ['', ...traceTable(traces, style)]
        : ['', prose(phrases.sameRequest(before))]),
  ]
}

export const undeterminedSection = (question: UndeterminedFinding, style: MarkdownStyle): readonly string[] => [
  `- ${marks.undetermined} ${codeSpan(question.rule)}${question.isWaived ? ` (${style.phrases.status.waived})` : ''} ${prose(question.message)}`,
  ...question.decides.map(
    ({ names, at }) => `  - ${style.phrases.decides} ${codeSpan(names)}${at.file === '' ? '' : ` ${place(at, style)}`}`,
  ),
  ...question.evidence.map(line => `  ${evidenceLine(line, style)}`),
]

/** What one host became several of: the head of the findings that follow from it. */
export const splitSection = (
  { host, into, evidence, findings }: Split,
  { staging, production }: ComparisonResult,
  style: MarkdownStyle,
): readonly string[] => [
  `## ${prose(style.phrases.split(staging, host, production, into, findings.length))}`,
  '',
  ...evidence.map(line => evidenceLine(line, style)),
]
