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
import { shortNames } from '../short-names.ts'
import { locationLine, sourceExcerpt } from '../source-excerpt.ts'
import type { Reading } from '../state.ts'
import type { SectionOptions } from './evidence-section.ts'
import { evidenceSection } from './evidence-section.ts'
import { labelCellsOf, withLabel } from './labelled.ts'
import { traceLanes } from './trace-lanes.ts'

export interface DetailOptions extends SectionOptions {
  readonly note?: string | undefined
}

/** What is found, of what, and how sure that is. */
const headOf = (item: Item, columns: number, { phrases }: UiContext): readonly Line[] => {
  const { finding, subject, message } = item
  const labels = finding === undefined ? [] : [phrases.confidence[finding.confidence], phrases.status[finding.status]]
  return [
    ...paragraph(shortNames(message), columns, 'title'),
    line(span([shortNames(subject), ...labels].join('   '), 'muted')),
  ]
}

/** A line to add; what does not fit goes on below, without a sign of its own. */
const addedLines = (text: string, columns: number): readonly Line[] =>
  paragraph(text, columns - 4, 'ok').map((part, index) => [span(index === 0 ? '  + ' : '    ', 'ok'), ...part])

const fixLines = (fix: Fix, columns: number, isFocused: boolean, context: UiContext): readonly Line[] => [
  ...paragraph(fix.description, columns),
  locationLine(fix.at, columns, isFocused, context),
  ...(fix.text ?? '').split('\n').flatMap(text => (fix.text === undefined ? [] : addedLines(text, columns))),
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
  const room = columns - labelCellsOf(columns)
  /** A part of the document, its name in the margin; gives the row that its first line is in. */
  const add = (label: string, part: readonly Line[]): number => {
    const labelled = withLabel(part, line(span(label, 'heading')), columns)
    lines.push([], ...labelled)
    return lines.length - part.length
  }

  if (options.note !== undefined) add(phrases.note, paragraph(options.note, room, 'info'))

  const traces = item.finding?.traces
  if (traces) {
    const { method, ...request } = traces.production.request
    add(phrases.proof, [line(span(`${method} ${formatUrl({ method, ...request })}`, 'value'))])
    const lanes = { columns, isBeside, places: 'parting', typedHost: request.host } as const
    lines.push(...traceLanes(traces.staging, traces.production, lanes, context).lines)
  }

  const fix = item.finding?.fix
  if (fix) {
    const first = add(phrases.fix, fixLines(fix, room, focused === 0, context))
    stopAt(0, first + paragraph(fix.description, room).length)
  }

  const evidenceFrom = fix === undefined ? 0 : 1
  if (item.evidence.length > 0) {
    const shown = { evidence: item.evidence, focused: focused - evidenceFrom, traces }
    const section = evidenceSection(shown, { ...options, columns: room }, context)
    const first = add(phrases.evidence, section.lines)
    for (const [index, row] of section.stops) stopAt(evidenceFrom + index, first + row)
  }

  const decidersFrom = evidenceFrom + item.evidence.length
  for (const [index, decider] of (item.question?.decides ?? []).entries()) {
    const said = paragraph(decider.names, room, 'value')
    const first = add(index === 0 ? phrases.decides : '', [
      ...said,
      locationLine(decider.at, room, decidersFrom + index === focused, context),
      ...sourceExcerpt(decider.at, context, { columns: room, reading }),
    ])
    stopAt(decidersFrom + index, first + said.length)
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
    note: string | undefined,
    context: UiContext,
  ) => make(item, focused, { columns, isBeside, staging, production, reading, note }, context),
)

/** Everything about one finding: what, what was noted on it, the trace that proves it, the lines of both environments, the fix. */
export const detailDocument = (item: Item, focused: number, options: DetailOptions, context: UiContext): Document => {
  const { columns, isBeside, staging, production, reading, note } = options
  return remembered(item, focused, columns, isBeside, staging, production, reading, note, context)
}
