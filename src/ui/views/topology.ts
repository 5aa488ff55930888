import type { UiContext } from '../context.ts'
import { bodyRows, scrolledTo } from '../geometry.ts'
import type { Line } from '../line.ts'
import { fitLine, line, span } from '../line.ts'
import { rememberLast } from '../remember-last.ts'
import type { UiState } from '../state.ts'
import { comparisonOf } from '../state.ts'
import type { Role } from '../theme.ts'
import type { Join, Topology, TopologyNode, TopologyRow } from '../topology/topology.ts'
import { aboutNode, nodeUnderCursor, shownTopology, sideUnderCursor } from './stations.ts'
import { stationLines } from './topology-closer.ts'

/** Rows of the diagram, headings among them; the rest of the screen is for the station under the cursor. */
export const topologyRows = (state: UiState): number => {
  const body = bodyRows(state.size)
  return body < 16 ? body - 3 : body - Math.min(12, Math.floor(body * 0.35))
}

const joinText: Readonly<Record<Join, string>> = { same: '---', split: '-+-', merge: '-+-', more: ' +-', alone: '   ' }

const joined = (row: TopologyRow, horizontal: string): string => {
  const text = row.join === 'more' && row.production === undefined ? '-+ ' : joinText[row.join]
  return ` ${text.replaceAll('-', horizontal)} `
}

const connectedIds = rememberLast((topology: Topology, side: 'staging' | 'production', node: TopologyNode) =>
  topology.connected(side, node),
)

interface Look {
  readonly isUnderCursor: boolean
  readonly isConnected: boolean
  readonly isAlone: boolean
}

const cell = (node: TopologyNode | undefined, columns: number, look: Look, context: UiContext): Line => {
  const { glyphs, phrases } = context
  if (node === undefined) return fitLine([], columns, glyphs.ellipsis)
  const [mark, markRole]: readonly [string, Role] = node.isDead
    ? [glyphs.error, 'error']
    : look.isAlone
      ? [glyphs.warning, 'warning']
      : [look.isConnected ? glyphs.towards : ' ', 'parting']
  const role: Role | undefined = look.isUnderCursor ? 'selected' : look.isConnected ? 'marked' : undefined
  const about = [aboutNode(node, context), look.isAlone ? phrases.onlyHere : ''].filter(text => text !== '').join(', ')
  return [
    span(look.isUnderCursor ? glyphs.pointer : look.isConnected ? glyphs.towards : ' ', 'key'),
    span(`${mark === glyphs.towards ? ' ' : mark} `, markRole),
    ...fitLine(
      [span(node.label, role), span(about === '' ? '' : `  ${about}`, look.isUnderCursor ? 'selected' : 'muted')],
      columns - 3,
      glyphs.ellipsis,
    ),
  ]
}

/** A row of the diagram: a heading (index -1) or a station. */
interface Slot {
  readonly index: number
  readonly row: TopologyRow
}

const slotsOf = rememberLast((rows: readonly TopologyRow[]): readonly Slot[] =>
  rows.flatMap((row, index) =>
    row.isFirst
      ? [
          { index: -1, row },
          { index, row },
        ]
      : [{ index, row }],
  ),
)

const drawSlots = (slots: readonly Slot[], state: UiState, context: UiContext): readonly Line[] => {
  const topology = shownTopology(state, context)
  const { glyphs, phrases } = context
  const { columns } = state.size
  const gutter = 5
  const left = Math.floor((columns - gutter) / 2)
  const right = columns - gutter - left
  const current = topology.rows[state.topology.cursor]
  const side = sideUnderCursor(state, current)
  const node = nodeUnderCursor(state, context)
  const ids = node ? connectedIds(topology, side, node) : new Set<string>()
  return slots.map(({ row, index }): Line => {
    if (index < 0) return line(span(phrases.layer[row.layer], 'heading'))
    const look = (of: 'staging' | 'production'): Look => ({
      isUnderCursor: index === state.topology.cursor && of === side,
      isConnected: of === side && ids.has(row[of]?.id ?? ''),
      isAlone: row.join === 'alone',
    })
    return [
      ...cell(row.staging, left, look('staging'), context),
      span(joined(row, glyphs.horizontal), 'rule'),
      ...cell(row.production, right, look('production'), context),
    ]
  })
}

/** First drawn row on the screen. */
const topOf = (state: UiState, all: readonly { readonly index: number }[], rows: number): number => {
  const at = all.findIndex(({ index }) => index === state.topology.cursor)
  // The heading of the first station stays in sight with it.
  const wanted = scrolledTo(state.topology.top, at, rows, all.length)
  return at > 0 && all[at - 1]?.index === -1 && wanted === at ? at - 1 : wanted
}

export const topologyTop = (state: UiState, context: UiContext): number =>
  topOf(state, slotsOf(shownTopology(state, context).rows), topologyRows(state) - 1)

/** The station that a row of the screen shows. */
export const stationAt = (state: UiState, context: UiContext, row: number): number | undefined => {
  const all = slotsOf(shownTopology(state, context).rows)
  const index = all[topOf(state, all, topologyRows(state) - 1) + row - 1]?.index
  return index === undefined || index < 0 ? undefined : index
}

/** Hosts, listeners, rules, services and issuers of both environments beside each other. */
export const topologyView = (state: UiState, context: UiContext): readonly Line[] => {
  const { phrases, glyphs } = context
  const comparison = comparisonOf(state)
  const all = slotsOf(shownTopology(state, context).rows)
  if (comparison === undefined || all.length === 0) return [[], line(span(`  ${phrases.nothingToWalk}`, 'muted'))]
  const { columns } = state.size
  const rows = topologyRows(state) - 1
  const top = topOf(state, all, rows)
  const left = Math.floor((columns - 5) / 2)
  const heads: Line = [
    ...fitLine([span(`   ${comparison.staging}`, 'title')], left, glyphs.ellipsis),
    span('     '),
    span(`   ${comparison.production}`, 'title'),
  ]
  const list = [...drawSlots(all.slice(top, top + rows), state, context)]
  while (list.length < rows && all.length > rows) list.push([])
  return [heads, ...list, line(span(glyphs.horizontal.repeat(columns), 'rule')), ...stationLines(state, context)]
}
