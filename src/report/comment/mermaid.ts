import { escapeLine } from '../escape.ts'
import type { Topology, TopologyNode } from '../topology.ts'

const marks = { passes: '', fails: '✗ ', undetermined: '? ' } as const
const longest = 60

/** A label in quotes: everything that Mermaid, its Markdown or HTML could give a meaning to is a character code. */
const label = (text: string): string => {
  const line = escapeLine(text)
  const cut = [...line].length <= longest ? line : `${[...line].slice(0, longest - 1).join('')}…`
  return cut.replace(/[^\p{L}\p{N} ✗?…]/gu, character => `#${character.codePointAt(0)};`)
}

const nodeText = ({ lines }: TopologyNode): string =>
  lines.map(({ text, outcome }) => label(marks[outcome] + text)).join('<br/>')

/** Flowcharts of topologies, one box around each environment. Status is said by mark and line, never by colour. */
export const mermaidOf = (topologies: readonly Topology[]): string => {
  const lines = topologies.flatMap((topology, side) => {
    const id = (node: number): string => `n${side}x${node}`
    return [
      `  subgraph s${side}["${label(topology.environment)}"]`,
      ...topology.nodes.map(node => `    ${id(node.id)}["${nodeText(node)}"]`),
      ...topology.edges.map(
        ({ from, to, outcome }) => `    ${id(from)} ${outcome === 'passes' ? '-->' : '-.->'} ${id(to)}`,
      ),
      '  end',
    ]
  })
  return ['flowchart LR', ...lines].join('\n')
}
