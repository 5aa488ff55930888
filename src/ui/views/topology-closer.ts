import type { UiContext } from '../context.ts'
import { columnsOf, columnWidth, paragraph } from '../document.ts'
import { isBeside } from '../geometry.ts'
import type { Item } from '../item.ts'
import type { Line } from '../line.ts'
import { span } from '../line.ts'
import { shortNames } from '../short-names.ts'
import { locationLine, sourceExcerpt } from '../source-excerpt.ts'
import type { UiState } from '../state.ts'
import type { Role } from '../theme.ts'
import type { TopologyNode } from '../topology/topology.ts'
import { severityMark } from './severity-mark.ts'
import { aboutNode, nodeUnderCursor, shownTopology } from './stations.ts'

/** A station looked at closely: its address, where it leads, and the lines that make it. */
const nodeLines = (
  node: TopologyNode,
  nodes: readonly TopologyNode[],
  columns: number,
  look: CloserLook,
): readonly Line[] => {
  const { context, reading } = look
  const { phrases } = context
  const next = node.next.map(id => nodes.find(other => other.id === id)?.label ?? id)
  const role: Role = node.isDead ? 'error' : 'muted'
  const end = node.layer === 'issuer' ? aboutNode(node, context) : phrases.leadsNowhere
  return [
    ...paragraph(node.label, columns, 'title'),
    ...(node.address === undefined ? [] : paragraph(`${phrases.address} ${node.address.name}`, columns, 'muted')),
    ...(next.length > 0
      ? paragraph(`${phrases.leadsTo} ${next.join(', ')}`, columns).slice(0, 2)
      : paragraph(end, columns, role)),
    ...(node.at === undefined
      ? []
      : [locationLine(node.at, columns, false, context), ...sourceExcerpt(node.at, context, { columns, reading })]),
  ]
}

interface CloserLook {
  readonly context: UiContext
  readonly reading: UiState['reading']
}

/** Findings that name a station. */
export const findingsAbout = (state: UiState, node: TopologyNode): readonly Item[] =>
  state.findings.items.filter(({ subject }) => subject.split(/\s+/).includes(node.label))

/** What is found about the station under the cursor, and what it is in both environments. */
export const stationLines = (state: UiState, context: UiContext): readonly Line[] => {
  const node = nodeUnderCursor(state, context)
  if (node === undefined) return []
  const topology = shownTopology(state, context)
  const row = topology.rows[state.topology.cursor]
  const { columns } = state.size
  const look = { context, reading: state.reading }
  const about = findingsAbout(state, node).map(item => [
    ...severityMark(item.severity, context),
    span(`  ${item.rule}  `, 'key'),
    span(shortNames(item.message)),
  ])
  const hasBoth = row?.staging !== undefined && row.production !== undefined
  if (!isBeside(state) || !hasBoth) {
    const nodes = [...topology.staging, ...topology.production]
    return [...nodeLines(node, nodes, columns, look), ...about]
  }
  const width = columnWidth(columns)
  return [
    ...about,
    ...columnsOf(
      nodeLines(row.staging, topology.staging, width, look),
      nodeLines(row.production, topology.production, width, look),
      columns,
      context,
    ),
  ]
}
