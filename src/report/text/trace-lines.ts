import { formatLocation } from '../../model/source-location.ts'
import type { Hop, Trace } from '../../model/trace.ts'
import { escapeLine } from '../escape.ts'
import type { Phrases } from '../phrases.ts'
import { columns, indent, wrap } from './layout.ts'
import { marks, type Paint } from './paint.ts'

export interface TraceStyle {
  readonly phrases: Phrases
  readonly paint: Paint
  readonly width: number
}

const markOf = ({ outcome }: Hop, { paint }: TraceStyle): string =>
  outcome === 'passes'
    ? paint.green(marks.ok)
    : outcome === 'fails'
      ? paint.red(marks.error)
      : paint.yellow(marks.undetermined)

/** One hop a line: mark, stage, what happened; then where it is written. */
export const hopLines = (hops: readonly Hop[], style: TraceStyle): readonly string[] => {
  const stages = columns(hops.map(({ stage }) => [style.phrases.stage[stage], '']))
  const widest = Math.max(0, ...hops.map(({ stage }) => style.phrases.stage[stage].length))
  return hops.flatMap((hop, index) => {
    const head = `${marks.ok} ${(stages[index] ?? '').padEnd(widest)}  `
    const room = Math.max(30, style.width - head.length)
    const detail = escapeLine(hop.detail)
    const place = hop.source ? escapeLine(formatLocation(hop.source)) : ''
    const oneLine = detail.length + 2 + place.length <= room
    const lines = oneLine || place === '' ? wrap(detail, room) : [...wrap(detail, room), place]
    return lines.map((line, row) => {
      const isPlace = row > 0 && line === place
      const shown = isPlace ? style.paint.dim(line) : hop.outcome === 'fails' ? style.paint.bold(line) : line
      const tail = oneLine && place !== '' && row === lines.length - 1 ? `  ${style.paint.dim(place)}` : ''
      const start =
        row === 0 ? `${markOf(hop, style)} ${(stages[index] ?? '').padEnd(widest)}  ` : ' '.repeat(head.length)
      return start + shown + tail
    })
  })
}

/** A trace from its first hop to its end, and what is behind its first failure. */
export const traceLines = (trace: Trace, style: TraceStyle): readonly string[] => {
  const { phrases, paint } = style
  const behind = trace.behind.map(({ hop }) => hop)
  const miss = trace.nearestMiss
  return [
    ...hopLines(trace.hops, style),
    ...(miss
      ? indent(
          [
            paint.dim(
              escapeLine(
                `${phrases.nearestMiss(String(miss.priority ?? miss.rule.name), miss.condition)}  ${formatLocation(miss.conditionAt)}`,
              ),
            ),
          ],
          2,
        )
      : []),
    ...(behind.length > 0 ? [paint.dim(phrases.behind), ...indent(hopLines(behind, narrower(style)), 2)] : []),
  ]
}

const narrower = (style: TraceStyle): TraceStyle => ({ ...style, width: style.width - 2 })
