import type { TracePair } from '../../model/analysis.ts'
import { formatLocation } from '../../model/source-location.ts'
import type { Hop, Trace } from '../../model/trace.ts'
import type { Phrases } from '../phrases.ts'
import { alignHops, partingRow } from '../text/trace-sides.ts'
import { urlOf } from '../trace-json.ts'
import { box, boxHeight, brokenLines, fittedLines, marks, svg } from './drawing.ts'
import { html, type Markup } from './html-text.ts'

const stageWidth = 70
const boxWidth = 400
const gapX = 20
const gapY = 14
const cells = 54
const mostLines = 6

const linesOf = (hop: Hop): readonly { readonly text: string; readonly outcome?: Hop['outcome'] }[] =>
  fittedLines(hop.detail, cells, mostLines).map((text, index) =>
    index === 0 ? { text, outcome: hop.outcome } : { text: `  ${text}` },
  )

const titleOf = ({ detail, source }: Hop): string => (source ? `${detail}\n${formatLocation(source)}` : detail)

const endOf = (trace: Trace, phrases: Phrases): string => {
  const sees = phrases.clientSees(trace.clientSees)
  return `${phrases.disposition(trace.disposition)}${sees === '' ? '' : `; ${sees}`}`
}

interface Row {
  readonly label: string
  readonly cells: readonly {
    readonly lines: ReturnType<typeof linesOf>
    readonly outcome: Hop['outcome']
    readonly title: string
  }[]
  readonly isParting?: boolean
}

const outcomeOfEnd = ({ disposition }: Trace): Hop['outcome'] =>
  disposition.kind === 'undetermined'
    ? 'undetermined'
    : ['accepted', 'redirected', 'answered'].includes(disposition.kind)
      ? 'passes'
      : 'fails'

/** The failures behind the first one are on the way too: each beside what the other environment does there. */
const withBehind = (trace: Trace): Trace => ({ ...trace, hops: [...trace.hops, ...trace.behind.map(({ hop }) => hop)] })

const none = { lines: [], outcome: 'passes' as const, title: '' }

/** One request as a drawn path, staging beside production: hop by hop with the failures behind the first one, where they part, how it ends. */
export const traceSvg = (
  { staging, production }: Pick<TracePair, 'staging' | 'production'>,
  phrases: Phrases,
): Markup => {
  const both = [staging, production]
  const aligned = alignHops(both.map(withBehind))
  const parting = partingRow(aligned)
  const rows: readonly Row[] = [
    {
      label: '',
      cells: both.map(({ request }) => {
        const title = `${request.method} ${urlOf(request)}`
        return { lines: brokenLines(title, cells).map(line => ({ text: line })), outcome: 'passes', title }
      }),
    },
    ...aligned.map(({ stage, hops }, index) => ({
      label: phrases.stage[stage],
      cells: hops.map((hop, side) => {
        if (hop === undefined) return none
        const isFirstBehind = both[side]?.behind[0]?.hop === hop
        const lines = [...(isFirstBehind ? [{ text: phrases.behind }] : []), ...linesOf(hop)]
        return { lines, outcome: hop.outcome, title: titleOf(hop) }
      }),
      isParting: index === parting,
    })),
    {
      label: '=',
      cells: both.map(trace => {
        const outcome = outcomeOfEnd(trace)
        const title = endOf(trace, phrases)
        const lines = brokenLines(title, cells).map((line, index) =>
          index === 0 ? { text: line, outcome } : { text: `  ${line}` },
        )
        return { lines, outcome, title }
      }),
    },
  ]
  let y = 22
  const last: (number | undefined)[] = [undefined, undefined]
  const drawn = rows.flatMap(({ label, cells: columns, isParting }) => {
    const height = Math.max(...columns.map(({ lines }) => boxHeight(Math.max(1, lines.length))))
    const parts: Markup[] = [html`<text x="2" y="${y + 18}" class="stage">${label}</text>`]
    if (isParting)
      parts.push(
        html`<path class="parting" d="M2 ${y - gapY / 2}H${stageWidth + 2 * boxWidth + gapX}"/>`,
        html`<text x="2" y="${y + 34}" class="fails">${phrases.partsHere}</text>`,
      )
    columns.forEach(({ lines, outcome, title }, side) => {
      if (lines.length === 0) return
      const x = stageWidth + side * (boxWidth + gapX)
      const from = last[side]
      if (from !== undefined) parts.push(html`<path class="edge ${outcome}" d="M${x + 24} ${from}V${y}"/>`)
      parts.push(box({ x, y, width: boxWidth, outcome, title, lines }))
      last[side] = y + boxHeight(lines.length)
    })
    y += (isParting ? Math.max(height, 40) : height) + gapY
    return parts
  })
  const heads = both.map(
    ({ environment }, side) =>
      html`<text x="${stageWidth + side * (boxWidth + gapX)}" y="14" class="head">${environment}</text>`,
  )
  const label = both.map(trace => `${trace.environment}: ${marks[outcomeOfEnd(trace)]} ${endOf(trace, phrases)}`)
  return svg(stageWidth + 2 * boxWidth + gapX + 4, y, label.join('. '), [...heads, ...drawn])
}
