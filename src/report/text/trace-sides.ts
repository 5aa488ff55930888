import { formatLocation } from '../../model/source-location.ts'
import type { Hop, Stage, Trace } from '../../model/trace.ts'
import { escapeLine } from '../escape.ts'
import type { Phrases } from '../phrases.ts'
import { urlOf } from '../trace-json.ts'
import { padTo, wrap } from './layout.ts'
import { marks, type Paint } from './paint.ts'
import { type TraceStyle, traceLines } from './trace-lines.ts'

/** The hops of several traces at one point of the way; a trace that has none there has a gap. */
export interface HopRow {
  readonly stage: Stage
  readonly hops: readonly (Hop | undefined)[]
}

/** Lines up the hops of several traces by stage: the first one's order leads, what others have more of comes in between. */
export const alignHops = (traces: readonly Trace[]): readonly HopRow[] => {
  const positions = traces.map(() => 0)
  const rows: HopRow[] = []
  for (;;) {
    const heads = traces.map(({ hops }, index) => hops[positions[index] ?? 0])
    const open = heads.filter(head => head !== undefined)
    if (open.length === 0) return rows
    const stage = nextStage(traces, positions)
    const hops = heads.map(head => (head?.stage === stage ? head : undefined))
    rows.push({ stage, hops })
    hops.forEach((hop, index) => {
      if (hop) positions[index] = (positions[index] ?? 0) + 1
    })
  }
}

/** The stage that the fewest traces still have behind them: nobody skips ahead of a hop that others take first. */
const nextStage = (traces: readonly Trace[], positions: readonly number[]): Stage => {
  const heads = traces.flatMap(({ hops }, index) => hops[positions[index] ?? 0]?.stage ?? [])
  const isLater = (stage: Stage): boolean =>
    traces.some(({ hops }, index) => {
      const at = positions[index] ?? 0
      return hops[at]?.stage !== stage && hops.slice(at + 1).some(hop => hop.stage === stage)
    })
  return heads.find(stage => !isLater(stage)) ?? heads[0] ?? 'dns'
}

/** The first row in which not all get through alike; `-1` when all do. */
export const partingRow = (rows: readonly HopRow[]): number =>
  rows.findIndex(({ hops }) => new Set(hops.map(hop => hop?.outcome ?? 'none')).size > 1)

const markOf = (hop: Hop | undefined, paint: Paint): string =>
  hop === undefined
    ? ' '
    : hop.outcome === 'passes'
      ? paint.green(marks.ok)
      : hop.outcome === 'fails'
        ? paint.red(marks.error)
        : paint.yellow(marks.undetermined)

interface Sides {
  readonly stageWidth: number
  readonly cellWidth: number
  readonly style: TraceStyle
}

const rowLines = (
  label: string,
  cells: readonly { readonly mark: string; readonly lines: readonly string[] }[],
  { stageWidth, cellWidth }: Sides,
): readonly string[] => {
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length))
  return Array.from({ length: height }, (_, row) =>
    [
      padTo(row === 0 ? label : '', stageWidth),
      ...cells.map(({ mark, lines }) => padTo(`${row === 0 ? mark : ' '} ${lines[row] ?? ''}`, cellWidth + 4)),
    ]
      .join('')
      .trimEnd(),
  )
}

/** Long words (host names, paths) are broken to the column rather than spilling into the next one, where they have a joint if possible. */
const cell = (text: string, width: number): readonly string[] =>
  wrap(escapeLine(text), width).flatMap(line => {
    const parts: string[] = []
    let rest = line
    while (rest.length > width) {
      const joint = rest.slice(0, width).search(/[./:_-][^./:_-]*$/)
      const length = joint > width / 2 ? joint + 1 : width
      parts.push(rest.slice(0, length))
      rest = rest.slice(length)
    }
    return [...parts, rest]
  })

const endOf = (trace: Trace, phrases: Phrases): string => {
  const sees = phrases.clientSees(trace.clientSees)
  return `${phrases.disposition(trace.disposition)}${sees === '' ? '' : `; ${sees}`}`
}

/** One request through several environments: a column each, the hop at which they part marked, and what is behind each failure. */
export const traceSides = (traces: readonly Trace[], style: TraceStyle): readonly string[] => {
  const [first] = traces
  if (first === undefined) return []
  const { phrases, paint, width } = style
  const urls = new Set(traces.map(({ request }) => urlOf(request)))
  const { method, path, query } = first.request
  const asked = urls.size === 1 ? urlOf(first.request) : `${path}${query === '' ? '' : `?${query}`}`
  const title = paint.bold(escapeLine(`${method} ${asked}`))
  if (traces.length === 1)
    return [
      title,
      paint.bold(escapeLine(first.environment)),
      ...traceLines(first, style),
      `= ${escapeLine(endOf(first, phrases))}`,
    ]
  const stageWidth = 8
  const cellWidth = Math.max(24, Math.floor((width - stageWidth) / traces.length) - 4)
  const sides: Sides = { stageWidth, cellWidth, style }
  const rows = alignHops(traces)
  const parting = partingRow(rows)
  const heading = rowLines(
    '',
    traces.map(({ environment, request }) => ({
      mark: ' ',
      lines: [
        paint.bold(escapeLine(environment)),
        ...(urls.size === 1 ? [] : cell(`${request.scheme}://${request.host}`, cellWidth)),
      ],
    })),
    sides,
  )
  const body = rows.flatMap(({ stage, hops }, index) => {
    const cells = hops.map(hop => ({
      mark: markOf(hop, paint),
      lines:
        hop === undefined
          ? [paint.dim('-')]
          : [
              ...cell(hop.detail, cellWidth),
              ...(hop.source ? cell(formatLocation(hop.source), cellWidth).map(paint.dim) : []),
            ],
    }))
    const lines = rowLines(phrases.stage[stage], cells, sides)
    return index === parting ? [paint.yellow(`>>> ${phrases.partsHere}`), ...lines] : lines
  })
  const ends = rowLines(
    '=',
    traces.map(trace => ({ mark: ' ', lines: cell(endOf(trace, phrases), cellWidth).map(paint.bold) })),
    sides,
  )
  const behind = traces
    .filter(trace => trace.behind.length > 0 || trace.nearestMiss !== undefined)
    .flatMap(trace => ['', paint.bold(escapeLine(trace.environment)), ...traceLines({ ...trace, hops: [] }, style)])
  return [title, ...heading, ...body, ...ends, ...behind]
}
