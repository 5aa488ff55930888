import type { Hop, Trace } from '../../model/trace.ts'
import { cellsOf, cut } from '../cells.ts'
import type { UiContext } from '../context.ts'
import type { Document, Stop } from '../document.ts'
import { columnsOf, columnWidth, paragraph } from '../document.ts'
import type { HopRow, HopTable, Lane } from '../hop-rows.ts'
import { hopTable } from '../hop-rows.ts'
import type { Line } from '../line.ts'
import { column, line, span } from '../line.ts'
import { placeSpan } from '../place-span.ts'
import { provenanceLines, valueLine } from '../provenance-lines.ts'
import { shortNames } from '../short-names.ts'
import { shown } from '../shown.ts'
import type { Role } from '../theme.ts'
import { labelCellsOf, withLabel } from './labelled.ts'

export interface LaneOptions {
  readonly columns: number
  readonly isBeside: boolean
  /** Row under the cursor. */
  readonly focused?: number
  /** Source lines of every hop, or only of the hop at which the traces part. */
  readonly places: 'all' | 'parting'
  /** The host that was asked for: an environment that is asked by another one says so. */
  readonly typedHost: string
}

const roleOf = (hop: Hop): Role =>
  hop.outcome === 'passes' ? 'ok' : hop.outcome === 'fails' ? 'error' : 'undetermined'

const markOf = (hop: Hop, { glyphs }: UiContext): string =>
  hop.outcome === 'passes' ? glyphs.ok : hop.outcome === 'fails' ? glyphs.error : glyphs.undetermined

/** Lines with a mark before the first and as much room before the others. */
const marked = (mark: string, role: Role, lines: readonly Line[]): readonly Line[] =>
  lines.map((text, index) => [span(index === 0 ? `${mark} ` : '  ', role), ...text])

const mostValues = 3

/** What a hop looked at, in full: its address, and where the values that decided come from. */
const closerLines = (lane: Lane, columns: number, context: UiContext): readonly Line[] => {
  const { phrases } = context
  if (!('hop' in lane)) return []
  const { hop } = lane
  const address = hop.entity === undefined ? [] : paragraph(hop.entity.name, columns, 'muted')
  const known = hop.values.filter(value => value.from.origins.length > 0 || (value.from.through ?? []).length > 0)
  const values = known
    .slice(0, mostValues)
    .flatMap(value => [
      valueLine(value, columns, context),
      ...provenanceLines(value, columns - 2, context).map(text => [span('  '), ...text]),
    ])
  return [...address, ...(values.length === 0 ? [] : [line(span(phrases.cameFrom, 'muted')), ...values])].map(text => [
    span('  '),
    ...text,
  ])
}

interface LaneLook {
  readonly columns: number
  readonly hasPlace: boolean
}

const laneLines = (lane: Lane, { columns, hasPlace }: LaneLook, context: UiContext): readonly Line[] => {
  const { glyphs, phrases } = context
  if (lane.kind === 'absent') return [line(span(glyphs.blank, 'muted'))]
  if (lane.kind === 'not-reached') return [line(span(`${glyphs.blank} ${phrases.notReached}`, 'muted'))]
  const { hop } = lane
  const place: readonly Line[] =
    hasPlace && hop.source !== undefined ? [[span('  '), placeSpan(hop.source, columns - 2, 'value', context)]] : []
  const said = shortNames(hop.detail)
  const text = lane.kind === 'next' ? `${phrases.failsNext}: ${said}` : said
  const look = hop.outcome === 'fails' ? 'error' : undefined
  const detail = paragraph(text, columns - 2, lane.kind === 'next' ? 'warning' : look)
  return lane.kind === 'next'
    ? [...marked(glyphs.next, 'warning', detail), ...place]
    : [...marked(markOf(hop, context), roleOf(hop), detail), ...place]
}

const endLines = (trace: Trace, columns: number, { phrases, glyphs }: UiContext): readonly Line[] => {
  const kind = trace.disposition.kind
  const sees = phrases.clientSees(trace.clientSees)
  const text = shortNames(phrases.disposition(trace.disposition)) + (sees === '' ? '' : ` (${sees})`)
  const isFine = kind === 'accepted' || kind === 'redirected' || kind === 'answered'
  const [mark, role]: readonly [string, Role] =
    kind === 'undetermined'
      ? [glyphs.undetermined, 'undetermined']
      : isFine
        ? [glyphs.ok, 'ok']
        : [glyphs.error, 'error']
  return marked(mark, role, paragraph(text, columns - 2, role))
}

const missLines = (trace: Trace, columns: number, context: UiContext): readonly Line[] => {
  const { phrases } = context
  const miss = trace.nearestMiss
  if (miss === undefined) return []
  const rule = shortNames(miss.rule.name) + (miss.priority === undefined ? '' : ` (${miss.priority})`)
  return [
    ...paragraph(phrases.nearestMiss(rule, miss.condition), columns - 2, 'warning', '  '),
    [span('  '), placeSpan(miss.conditionAt, columns - 2, 'value', context)],
  ]
}

const hasPlaceOf = (row: number, table: HopTable, options: LaneOptions): boolean =>
  options.places === 'all' || row === table.parting

const rowLabel = (stage: string, index: number, table: HopTable, options: LaneOptions, { glyphs }: UiContext): Line => [
  span(index === options.focused ? `${glyphs.pointer} ` : '  ', 'key'),
  span(stage, index === table.parting ? 'parting' : 'heading'),
]

/** Above the row at which the traces part, across both lanes. */
const partingLine = (columns: number, { glyphs, phrases }: UiContext): Line => {
  const text = `${glyphs.towards.repeat(2)} ${phrases.partsHere} `
  return line(span(text + glyphs.horizontal.repeat(Math.max(0, columns - cellsOf(text))), 'parting'))
}

/** The source line behind a row: production's, which is the one to change, else staging's. */
const placeOf = (row: HopRow): Hop['source'] => {
  const sourceOf = (lane: Lane): Hop['source'] => ('hop' in lane ? lane.hop.source : undefined)
  return sourceOf(row.production) ?? sourceOf(row.staging)
}

type Combine = (staging: readonly Line[], production: readonly Line[]) => readonly Line[]

/** Each environment's lines under each other, its name before them; on a narrow screen only the start of the name. */
const stacked =
  (traces: readonly [Trace, Trace], cells: number): Combine =>
  (staging, production) =>
    [staging, production].flatMap((lines, side) =>
      lines.map((text, index): Line => {
        const name = index === 0 ? (traces[side]?.environment ?? '') : ''
        return [column(cut(shown(name), cells - 1), cells - 1, '', 'muted'), span(' '), ...text]
      }),
    )

const nameCells = (traces: readonly [Trace, Trace], columns: number): number => {
  const longest = Math.max(...traces.map(trace => cellsOf(shown(trace.environment))))
  return Math.min(longest, columns < 60 ? 4 : 16) + 1
}

/** Above each lane: whose it is, and under which host it was asked if not under the one that was typed. */
const headLines = (
  trace: Trace,
  { typedHost, isBeside }: LaneOptions,
  columns: number,
  { phrases }: UiContext,
): readonly Line[] => {
  const { host } = trace.request
  const asked = host === typedHost ? '' : phrases.askedAs(host)
  const name = shown(trace.environment)
  if (!isBeside) return asked === '' ? [] : paragraph(asked, columns, 'info')
  if (asked === '') return [line(span(name, 'title'))]
  const isRoomy = cellsOf(name) + 2 + cellsOf(shown(asked)) <= columns
  return isRoomy
    ? [line(span(name, 'title'), span(`  ${asked}`, 'info'))]
    : [line(span(name, 'title')), ...paragraph(asked, columns, 'info')]
}

/** Both traces of one request, hop by hop, with the hop marked at which they part. */
export const traceLanes = (staging: Trace, production: Trace, options: LaneOptions, context: UiContext): Document => {
  const traces = [staging, production] as const
  const table = hopTable(staging, production)
  const inner = options.columns - labelCellsOf(options.columns)
  const names = options.isBeside ? 0 : nameCells(traces, options.columns)
  const width = options.isBeside ? columnWidth(inner) : inner - names
  const combine: Combine = options.isBeside
    ? (left, right) => columnsOf(left, right, inner, context)
    : stacked(traces, names)

  const lines: Line[] = []
  const stops: Stop[] = []
  const heads = traces.map(trace => headLines(trace, options, width, context))
  // Stacked lanes begin with the names: only what is unusual needs a head.
  if (heads.some(head => head.length > 0)) {
    lines.push(...withLabel(combine(heads[0] ?? [], heads[1] ?? []), [], options.columns))
  }
  for (const [index, row] of table.rows.entries()) {
    const look = { columns: width, hasPlace: hasPlaceOf(index, table, options) }
    const [left, right] = [laneLines(row.staging, look, context), laneLines(row.production, look, context)]
    const isFocused = index === options.focused
    const closer = [row.staging, row.production].map(lane => (isFocused ? closerLines(lane, width - 2, context) : []))
    const [leftCloser = [], rightCloser = []] = closer
    if (index === table.parting) lines.push(partingLine(options.columns, context))
    stops.push({ line: lines.length, at: placeOf(row) })
    // Under each other, both are told before either is looked at closely.
    const both = options.isBeside
      ? combine([...left, ...leftCloser], [...right, ...rightCloser])
      : [...combine(left, right), ...combine(leftCloser, rightCloser)]
    lines.push(
      ...withLabel(both, rowLabel(context.phrases.stage[row.stage], index, table, options, context), options.columns),
    )
  }
  const ends = traces.map(trace => [...endLines(trace, width, context), ...missLines(trace, width, context)])
  const label = [span('  '), span(context.phrases.ends, 'heading')]
  lines.push(...withLabel(combine(ends[0] ?? [], ends[1] ?? []), label, options.columns))
  return { lines, stops }
}
