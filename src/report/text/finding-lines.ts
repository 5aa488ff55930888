import type { ComparisonResult } from '../../model/analysis.ts'
import type { Evidence, Finding, UndeterminedFinding } from '../../model/finding.ts'
import { formatLocation } from '../../model/source-location.ts'
import type { Split } from '../../model/split.ts'
import { escapeLine, escapeText } from '../escape.ts'
import { urlOf } from '../trace-json.ts'
import { columns, hanging, indent, wrap } from './layout.ts'
import { marks, paintSeverity } from './paint.ts'
import { type TraceStyle, traceLines } from './trace-lines.ts'

const longestValue = 80
const shorten = (value: string): string =>
  value.length <= longestValue ? value : `${value.slice(0, longestValue - 3)}...`

/** The lines of the sources that prove it: environment, place, value; what each shows. */
const evidenceLines = (evidence: readonly Evidence[], { paint }: TraceStyle): readonly string[] =>
  columns(
    evidence.map(({ environment, at, value, label }) => [
      escapeLine(environment),
      paint.cyan(escapeLine(formatLocation(at))),
      value === undefined ? '' : shorten(escapeLine(value)),
      paint.dim(escapeLine(label)),
    ]),
  )

/** The request that shows it: how it ends on both sides, and production's way. A request that was shown before is only named. */
const proofLines = (
  finding: Finding,
  number: number,
  { staging, production }: ComparisonResult,
  shown: Map<string, number>,
  style: TraceStyle,
): readonly string[] => {
  const { traces } = finding
  if (traces === undefined) return []
  const { phrases, paint, width } = style
  const request = traces.production.request
  const key = `${request.method} ${urlOf(request)} ${JSON.stringify(request.token ?? null)}`
  const before = shown.get(key)
  if (before !== undefined) return [paint.dim(phrases.sameRequest(before))]
  shown.set(key, number)
  const ends = (trace: typeof traces.staging): string => {
    const sees = phrases.clientSees(trace.clientSees)
    return escapeLine(`${phrases.disposition(trace.disposition)}${sees === '' ? '' : `; ${sees}`}`)
  }
  const asked = (trace: typeof traces.staging): string => escapeLine(`${trace.request.method} ${urlOf(trace.request)}`)
  return [
    ...hanging(`${escapeLine(staging)}: `, `${asked(traces.staging)}: ${ends(traces.staging)}`, width),
    ...hanging(`${escapeLine(production)}: `, `${asked(traces.production)}: ${ends(traces.production)}`, width),
    ...indent(traceLines(traces.production, { ...style, width: width - 2 }), 2),
  ]
}

/** What one comparison's findings are shown with. */
export interface FindingContext {
  readonly comparison: ComparisonResult
  /** Requests that were shown already, and by which finding. */
  readonly shown: Map<string, number>
  /** Names of the journeys that a finding breaks. */
  readonly breaks: (finding: Finding) => readonly string[]
}

export const findingLines = (
  finding: Finding,
  number: number,
  { comparison, shown, breaks }: FindingContext,
  style: TraceStyle,
): readonly string[] => {
  const { phrases, paint, width } = style
  const word = `${marks[finding.severity]} ${phrases.severity[finding.severity]}`
  const notes = [
    ...(finding.confidence === 'likely' ? [phrases.likely] : []),
    ...(finding.status === 'new' ? [] : [phrases.status[finding.status]]),
  ]
  const note = notes.length > 0 ? ` (${notes.join(', ')})` : ''
  const head = `${number}. ${paintSeverity(paint, finding.severity, word)}  ${paint.bold(finding.rule)}${note}  ${paint.dim(escapeLine(finding.subject))}`
  const fix = finding.fix
  const journeys = breaks(finding).map(escapeLine).join(', ')
  return [
    head,
    ...indent(wrap(escapeText(finding.message), width - 3), 3),
    ...(journeys === '' ? [] : indent(hanging(`${phrases.breaks}: `, journeys, width - 3), 3)),
    ...indent(evidenceLines(finding.evidence, style), 5),
    ...indent(proofLines(finding, number, comparison, shown, { ...style, width: width - 5 }), 5),
    ...(fix
      ? [
          ...indent(
            hanging(
              `${phrases.fix}: `,
              `${escapeText(fix.description)} (${escapeLine(formatLocation(fix.at))})`,
              width - 5,
            ),
            5,
          ),
          ...(fix.text === undefined
            ? []
            : indent(
                escapeText(fix.text)
                  .replace(/\n$/, '')
                  .split('\n')
                  .map(line => paint.green(`+ ${line}`)),
                7,
              )),
        ]
      : []),
  ]
}

/** What one host became several of: the head of the findings that follow from it. */
export const splitLines = (
  split: Split,
  { staging, production }: ComparisonResult,
  style: TraceStyle,
): readonly string[] => {
  const { phrases, paint, width } = style
  const text = phrases.split(staging, split.host, production, split.into, split.findings.length)
  return [...wrap(escapeLine(text), width).map(paint.bold), ...indent(evidenceLines(split.evidence, style), 5)]
}

/** A finding that somebody answers for: that it is there, and how it is called. */
export const waivedLines = ({ severity, rule, subject, fingerprint }: Finding, { phrases, paint }: TraceStyle) => [
  paint.dim(
    `   ${marks[severity]} ${phrases.severity[severity]}  ${rule} (${phrases.status.waived})  ${escapeLine(subject)}  ${fingerprint}`,
  ),
]

export const undeterminedLines = (question: UndeterminedFinding, style: TraceStyle): readonly string[] => {
  const { phrases, paint, width } = style
  const word = `${marks.undetermined} ${phrases.severity.undetermined}`
  return [
    `   ${paint.yellow(word)}  ${paint.bold(question.rule)}${question.isWaived ? ` (${phrases.status.waived})` : ''}  ${paint.dim(escapeLine(question.subject))}`,
    ...indent(wrap(escapeText(question.message), width - 3), 3),
    ...question.decides.map(({ names, at }) => {
      const place = at.file === '' ? '' : `  ${paint.cyan(escapeLine(formatLocation(at)))}`
      return `     ${phrases.decides} ${escapeLine(names)}${place}`
    }),
    ...indent(evidenceLines(question.evidence, style), 5),
  ]
}
