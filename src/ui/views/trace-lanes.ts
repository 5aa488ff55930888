import { formatLocation } from '../../model/source-location.ts'
import type { Hop, Trace } from '../../model/trace.ts'
import { truncateStart } from '../cells.ts'
import type { UiContext } from '../context.ts'
import type { Document } from '../document.ts'
import { columnsOf, columnWidth, paragraph } from '../document.ts'
import type { HopRow, HopTable, Lane } from '../hop-rows.ts'
import { hopTable } from '../hop-rows.ts'
import type { Line } from '../line.ts'
import { line, lineCells, span } from '../line.ts'
import { shown } from '../shown.ts'
import type { Role } from '../theme.ts'

export interface LaneOptions {
  readonly columns: number
  readonly isBeside: boolean
  /** Row under the cursor. */
  readonly focused?: number
  /** Source lines of every hop, or only of the hop at which the traces part. */
  readonly places: 'all' | 'parting'
}

const roleOf = (hop: Hop): Role =>
  hop.outcome === 'passes' ? 'ok' : hop.outcome === 'fails' ? 'error' : 'undetermined'

const markOf = (hop: Hop, { glyphs }: UiContext): string =>
  hop.outcome === 'passes' ? glyphs.ok : hop.outcome === 'fails' ? glyphs.error : glyphs.undetermined

/** Lines with a mark before the first and as much room before the others. */
const marked = (mark: string, role: Role, lines: readonly Line[]): readonly Line[] =>
  lines.map((text, index) => [span(index === 0 ? `${mark} ` : '  ', role), ...text])

const laneLines = (lane: Lane, columns: number, hasPlace: boolean, context: UiContext): readonly Line[] => {
  const { glyphs, phrases } = context
  if (lane.kind === 'absent') return [line(span(glyphs.blank, 'muted'))]
  if (lane.kind === 'not-reached') return [line(span(`${glyphs.blank} ${phrases.notReached}`, 'muted'))]
  const { hop } = lane
  const place: readonly Line[] =
    hasPlace && hop.source !== undefined
      ? [
          line(
            span('  '),
            span(truncateStart(shown(formatLocation(hop.source)), columns - 2, glyphs.ellipsis), 'muted'),
          ),
        ]
      : []
  const text = lane.kind === 'next' ? `${phrases.failsNext}: ${hop.detail}` : hop.detail
  const look = hop.outcome === 'fails' ? 'error' : undefined
  const detail = paragraph(text, columns - 2, lane.kind === 'next' ? 'warning' : look)
  return lane.kind === 'next'
    ? [...marked(glyphs.next, 'warning', detail), ...place]
    : [...marked(markOf(hop, context), roleOf(hop), detail), ...place]
}

const endLines = (trace: Trace, columns: number, { phrases, glyphs }: UiContext): readonly Line[] => {
  const kind = trace.disposition.kind
  const sees = phrases.clientSees(trace.clientSees)
  const text = phrases.disposition(trace.disposition) + (sees === '' ? '' : ` (${sees})`)
  const isFine = kind === 'accepted' || kind === 'redirected' || kind === 'answered'
  const [mark, role]: readonly [string, Role] =
    kind === 'undetermined'
      ? [glyphs.undetermined, 'undetermined']
      : isFine
        ? [glyphs.ok, 'ok']
        : [glyphs.error, 'error']
  return marked(mark, role, paragraph(text, columns - 2, role))
}

const missLines = (trace: Trace, columns: number, { phrases }: UiContext): readonly Line[] => {
  const miss = trace.nearestMiss
  if (miss === undefined) return []
  const rule = miss.rule.name + (miss.priority === undefined ? '' : ` (${miss.priority})`)
  return [
    ...paragraph(phrases.nearestMiss(rule, miss.condition), columns - 2, 'warning', '  '),
    line(span(`  ${formatLocation(miss.conditionAt)}`, 'muted')),
  ]
}

const labelCells = 9

const hasPlaceOf = (row: number, table: HopTable, options: LaneOptions): boolean =>
  options.places === 'all' || row === table.parting

const withLabel = (lines: readonly Line[], label: Line): readonly Line[] =>
  lines.map((text, index) => {
    const cells = index === 0 ? label : []
    return [...cells, span(' '.repeat(Math.max(0, labelCells - lineCells(cells)))), ...text]
  })

const rowLabel = (stage: string, index: number, table: HopTable, options: LaneOptions, { glyphs }: UiContext): Line => [
  span(index === options.focused ? `${glyphs.pointer} ` : '  ', 'key'),
  span(stage, index === table.parting ? 'parting' : 'heading'),
]

const partingLine = (columns: number, { glyphs, phrases }: UiContext): Line =>
  line(span(`${glyphs.here.repeat(2)} ${phrases.partsHere} `.padEnd(Math.min(columns, 20), ' '), 'parting'))

const sideBySide = (
  traces: readonly [Trace, Trace],
  table: HopTable,
  options: LaneOptions,
  context: UiContext,
): Document => {
  const inner = options.columns - labelCells
  const width = columnWidth(inner)
  const lines: Line[] = []
  const stops: { line: number; at: Hop['source'] }[] = []
  const add = (left: readonly Line[], right: readonly Line[], label: Line): void => {
    lines.push(...withLabel(columnsOf(left, right, inner, context), label))
  }
  add([line(span(traces[0].environment, 'title'))], [line(span(traces[1].environment, 'title'))], [])
  for (const [index, row] of table.rows.entries()) {
    const hasPlace = hasPlaceOf(index, table, options)
    const right = laneLines(row.production, width, hasPlace, context)
    stops.push({ line: lines.length, at: placeOf(row) })
    add(
      laneLines(row.staging, width, hasPlace, context),
      index === table.parting ? [...right, partingLine(width, context)] : right,
      rowLabel(context.phrases.stage[row.stage], index, table, options, context),
    )
  }
  const ends = traces.map(trace => [...endLines(trace, width, context), ...missLines(trace, width, context)])
  add(ends[0] ?? [], ends[1] ?? [], [span('  '), span(context.phrases.ends, 'heading')])
  return { lines, stops }
}

const stacked = (
  traces: readonly [Trace, Trace],
  table: HopTable,
  options: LaneOptions,
  context: UiContext,
): Document => {
  const width = options.columns - labelCells
  const lines: Line[] = []
  const stops: { line: number; at: Hop['source'] }[] = []
  for (const [side, trace] of traces.entries()) {
    if (side > 0) lines.push([])
    lines.push(line(span(trace.environment, 'title')))
    for (const [index, row] of table.rows.entries()) {
      if (side === 1) stops.push({ line: lines.length, at: placeOf(row) })
      const hasPlace = hasPlaceOf(index, table, options)
      const lane = laneLines(side === 0 ? row.staging : row.production, width, hasPlace, context)
      const text = side === 1 && index === table.parting ? [...lane, partingLine(width, context)] : lane
      const label = rowLabel(
        context.phrases.stage[row.stage],
        index,
        table,
        side === 1 ? options : { ...options, focused: -1 },
        context,
      )
      lines.push(...withLabel(text, label))
    }
    const end = [...endLines(trace, width, context), ...missLines(trace, width, context)]
    lines.push(...withLabel(end, [span('  '), span(context.phrases.ends, 'heading')]))
  }
  return { lines, stops }
}

/** The source line behind a row: production's, which is the one to change, else staging's. */
const placeOf = (row: HopRow): Hop['source'] => {
  const sourceOf = (lane: Lane): Hop['source'] => ('hop' in lane ? lane.hop.source : undefined)
  return sourceOf(row.production) ?? sourceOf(row.staging)
}

/** Both traces of one request, hop by hop, with the hop marked at which they part. */
export const traceLanes = (staging: Trace, production: Trace, options: LaneOptions, context: UiContext): Document => {
  const table = hopTable(staging, production)
  return (options.isBeside ? sideBySide : stacked)([staging, production], table, options, context)
}
