import type { Topology, TopologyNode } from '../topology.ts'
import { box, boxHeight, fittedLines, svg } from './drawing.ts'
import { html, type Markup } from './html-text.ts'

const boxWidth = 156
const gapX = 22
/** Of a box; a mark and a blank take two. */
const cells = 20
const mostLines = 3
const gapY = 12

type BoxLine = Parameters<typeof box>[0]['lines'][number]

const boxLines = ({ column, lines }: TopologyNode): readonly BoxLine[] =>
  lines.flatMap(({ text, outcome }) =>
    fittedLines(text, column === 0 ? cells : cells - 2, mostLines).map((line, index): BoxLine => {
      if (column === 0) return { text: line }
      return index === 0 ? { text: line, outcome } : { text: `  ${line}` }
    }),
  )

interface Placed {
  readonly node: TopologyNode
  readonly lines: readonly BoxLine[]
  readonly x: number
  readonly y: number
}

/** Columns from left to right, each filled in the order of first use: ways that are alike lie beside each other. */
const placed = ({ nodes }: Topology): readonly Placed[] => {
  const used = [...new Set(nodes.map(({ column }) => column))].sort((one, other) => one - other)
  return used.flatMap((column, index) => {
    let y = 2
    return nodes
      .filter(node => node.column === column)
      .map(node => {
        const lines = boxLines(node)
        const spot = { node, lines, x: 2 + index * (boxWidth + gapX), y }
        y += boxHeight(lines.length) + gapY
        return spot
      })
  })
}

/** The ways of requests through one environment as a picture. */
export const topologySvg = (topology: Topology, label: string): Markup => {
  const spots = placed(topology)
  const byId = new Map(spots.map(spot => [spot.node.id, spot]))
  const width = Math.max(boxWidth, ...spots.map(({ x }) => x + boxWidth)) + 2
  const height = Math.max(20, ...spots.map(({ lines, y }) => y + boxHeight(lines.length))) + 4
  const edges = topology.edges.map(({ from, to, outcome }) => {
    const [start, end] = [byId.get(from), byId.get(to)]
    if (start === undefined || end === undefined) return html``
    const x1 = start.x + boxWidth
    const y1 = start.y + boxHeight(start.lines.length) / 2
    const y2 = end.y + boxHeight(end.lines.length) / 2
    const bend = x1 + gapX / 2
    return html`<path class="edge ${outcome}" d="M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${end.x} ${y2}"/>`
  })
  const boxes = spots.map(({ node, lines, x, y }) => {
    const title = node.lines.map(({ text }) => text).join('\n')
    return box({ x, y, width: boxWidth, outcome: node.outcome, title, lines })
  })
  return svg(width, height, label, [...edges, ...boxes])
}
