import type { Fix } from '../../model/finding.ts'
import { formatUrl } from '../../trace/parse-request.ts'
import type { UiContext } from '../context.ts'
import type { Document, Stop } from '../document.ts'
import { paragraph } from '../document.ts'
import type { Item } from '../item.ts'
import { placesOf } from '../item.ts'
import type { Line } from '../line.ts'
import { line, span } from '../line.ts'
import { rememberLast } from '../remember-last.ts'
import { locationLine, sourceExcerpt } from '../source-excerpt.ts'
import type { Reading } from '../state.ts'
import type { SectionOptions } from './evidence-section.ts'
import { evidenceSection } from './evidence-section.ts'
import { severityMark } from './severity-mark.ts'
import { traceLanes } from './trace-lanes.ts'

export type DetailOptions = SectionOptions

const heading = (text: string): readonly Line[] => [[], line(span(text, 'heading'))]

const headOf = (item: Item, columns: number, context: UiContext): readonly Line[] => {
  const { phrases } = context
  const labels = item.finding
    ? `${phrases.confidence[item.finding.confidence]}  ${phrases.status[item.finding.status]}`
    : ''
  return [
    line(...severityMark(item.severity, context), '  ', span(item.rule, 'muted'), '  ', span(labels, 'muted')),
    ...paragraph(item.message, columns, 'title'),
    line(span(item.subject, 'muted')),
  ]
}

const fixLines = (fix: Fix, columns: number, isFocused: boolean, context: UiContext): readonly Line[] => [
  ...paragraph(fix.description, columns),
  locationLine(fix.at, columns, isFocused, context),
  ...(fix.text === undefined ? [] : paragraph(fix.text, columns - 4, 'ok').map(text => [span('  + ', 'ok'), ...text])),
]

const make = (item: Item, focused: number, options: DetailOptions, context: UiContext): Document => {
  const { columns, isBeside, reading } = options
  const { phrases } = context
  const lines: Line[] = [...headOf(item, columns, context)]
  const stops: Stop[] = placesOf(item).map(at => ({ line: 0, at }))
  const stopAt = (index: number, row: number): void => {
    const stop = stops[index]
    if (stop) stops[index] = { ...stop, line: row }
  }

  const traces = item.finding?.traces
  if (traces) {
    const { method, ...request } = traces.production.request
    const url = `${method} ${formatUrl({ method, ...request })}`
    lines.push([], line(span(phrases.proof, 'heading'), '  ', span(url, 'value')))
    const lanes = { columns, isBeside, places: 'parting', typedHost: request.host } as const
    lines.push(...traceLanes(traces.staging, traces.production, lanes, context).lines)
  }

  if (item.evidence.length > 0) {
    lines.push(...heading(phrases.evidence))
    const section = evidenceSection({ evidence: item.evidence, focused, traces }, options, context)
    for (const [index, row] of section.stops) stopAt(index, lines.length + row)
    lines.push(...section.lines)
  }

  let place = item.evidence.length
  for (const decider of item.question?.decides ?? []) {
    if (place === item.evidence.length) lines.push(...heading(phrases.decides))
    lines.push(...paragraph(decider.names, columns, 'value'))
    stopAt(place, lines.length)
    lines.push(
      locationLine(decider.at, columns, place === focused, context),
      ...sourceExcerpt(decider.at, context, { columns, reading }),
    )
    place++
  }
  const fix = item.finding?.fix
  if (fix) {
    lines.push(...heading(phrases.fix))
    stopAt(place, lines.length + paragraph(fix.description, columns).length)
    lines.push(...fixLines(fix, columns, place === focused, context))
  }
  return { lines, stops }
}

const remembered = rememberLast(
  (
    item: Item,
    focused: number,
    columns: number,
    isBeside: boolean,
    staging: string,
    production: string,
    reading: Reading,
    context: UiContext,
  ) => make(item, focused, { columns, isBeside, staging, production, reading }, context),
)

/** Everything about one finding: what, the trace that proves it, the lines of both environments, the fix. */
export const detailDocument = (item: Item, focused: number, options: DetailOptions, context: UiContext): Document => {
  const { columns, isBeside, staging, production, reading } = options
  return remembered(item, focused, columns, isBeside, staging, production, reading, context)
}
