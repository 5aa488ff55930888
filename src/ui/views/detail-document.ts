import type { Evidence, Fix } from '../../model/finding.ts'
import type { UiContext } from '../context.ts'
import type { Document, Stop } from '../document.ts'
import { columnsOf, columnWidth, paragraph, rememberLast } from '../document.ts'
import type { Item } from '../item.ts'
import { placesOf } from '../item.ts'
import type { Line } from '../line.ts'
import { line, span } from '../line.ts'
import { locationLine, sourceExcerpt } from '../source-excerpt.ts'
import { markdownLines } from './markdown.ts'
import { severityMark } from './severity-mark.ts'
import { traceLanes } from './trace-lanes.ts'

export interface DetailOptions {
  readonly columns: number
  readonly isBeside: boolean
  readonly staging: string
  readonly production: string
}

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

interface Block {
  readonly lines: readonly Line[]
  /** Line of the block that names its place. */
  readonly placeLine: number
}

const evidenceBlock = (entry: Evidence, columns: number, isFocused: boolean, context: UiContext): Block => {
  const label = paragraph(entry.label, columns)
  const value = entry.value === undefined ? [] : paragraph(entry.value, columns, 'value', '  ')
  const head = [...label, ...value]
  return {
    lines: [...head, locationLine(entry.at, columns, isFocused, context), ...sourceExcerpt(entry.at, context)],
    placeLine: head.length,
  }
}

const fixLines = (fix: Fix, columns: number, isFocused: boolean, context: UiContext): readonly Line[] => [
  ...paragraph(fix.description, columns),
  locationLine(fix.at, columns, isFocused, context),
  ...(fix.text === undefined ? [] : paragraph(fix.text, columns - 4, 'ok').map(text => [span('  + ', 'ok'), ...text])),
]

const make = (item: Item, focused: number, options: DetailOptions, context: UiContext): Document => {
  const { columns, isBeside } = options
  const { phrases } = context
  const lines: Line[] = [...headOf(item, columns, context)]
  const stops: Stop[] = placesOf(item).map(at => ({ line: 0, at }))
  const stopAt = (index: number, row: number): void => {
    const stop = stops[index]
    if (stop) stops[index] = { ...stop, line: row }
  }

  const traces = item.finding?.traces
  if (traces) {
    const { method, scheme, host, path, query } = traces.production.request
    const url = `${method} ${scheme}://${host}${path}${query === '' ? '' : `?${query}`}`
    lines.push([], line(span(phrases.proof, 'heading'), '  ', span(url, 'value')))
    lines.push(
      ...traceLanes(traces.staging, traces.production, { columns, isBeside, places: 'parting' }, context).lines,
    )
  }

  const width = isBeside ? columnWidth(columns) : columns
  const blocks = item.evidence.map((entry, index) => ({
    index,
    entry,
    ...evidenceBlock(entry, width, index === focused, context),
  }))
  if (blocks.length > 0) lines.push(...heading(phrases.evidence))
  if (isBeside) {
    const left = blocks.filter(block => block.entry.environment === options.staging)
    const right = blocks.filter(block => block.entry.environment !== options.staging)
    lines.push(
      ...columnsOf([line(span(options.staging, 'title'))], [line(span(options.production, 'title'))], columns, context),
    )
    for (let row = 0; row < Math.max(left.length, right.length); row++) {
      const [one, other] = [left[row], right[row]]
      for (const block of [one, other]) if (block) stopAt(block.index, lines.length + block.placeLine)
      const nothing = [line(span(phrases.nothingHere, 'muted'))]
      lines.push(
        ...columnsOf(one?.lines ?? nothing, other?.lines ?? nothing, columns, context),
        ...columnsOf([[]], [[]], columns, context),
      )
    }
    lines.pop()
  } else {
    for (const [row, block] of blocks.entries()) {
      if (row > 0) lines.push([])
      lines.push(line(span(block.entry.environment, 'title')))
      stopAt(block.index, lines.length + block.placeLine)
      lines.push(...block.lines)
    }
  }

  let place = item.evidence.length
  for (const decider of item.question?.decides ?? []) {
    if (place === item.evidence.length) lines.push(...heading(phrases.decides))
    lines.push(...paragraph(decider.names, columns, 'value'))
    stopAt(place, lines.length)
    lines.push(locationLine(decider.at, columns, place === focused, context), ...sourceExcerpt(decider.at, context))
    place++
  }
  const fix = item.finding?.fix
  if (fix) {
    lines.push(...heading(phrases.fix))
    stopAt(place, lines.length + paragraph(fix.description, columns).length)
    lines.push(...fixLines(fix, columns, place === focused, context))
  }
  const page = context.explainRule(item.rule)
  if (page !== undefined) lines.push(...heading(phrases.aboutRule), ...markdownLines(page, columns))
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
    context: UiContext,
  ) => make(item, focused, { columns, isBeside, staging, production }, context),
)

/** Everything about one finding: what, the trace that proves it, the lines of both environments, the fix, the rule. */
export const detailDocument = (item: Item, focused: number, options: DetailOptions, context: UiContext): Document =>
  remembered(item, focused, options.columns, options.isBeside, options.staging, options.production, context)
