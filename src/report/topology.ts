import type { TracePair } from '../model/analysis.ts'
import { displayValue } from '../model/deciders.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Hop, Stage, Trace } from '../model/trace.ts'
import { failuresOf } from '../model/trace.ts'
import { type Address, addressKey, sameAddress } from '../model/value.ts'
import { type Phrases, phrasesOf } from './phrases.ts'

export type Outcome = Hop['outcome']

export interface TopologyLine {
  readonly text: string
  readonly outcome: Outcome
}

/** One station of requests: a host, how it is reached, the rule that takes it, the service and its token check. */
export interface TopologyNode {
  readonly id: number
  readonly column: number
  readonly lines: readonly TopologyLine[]
  readonly outcome: Outcome
}

export interface TopologyEdge {
  readonly from: number
  readonly to: number
  /** Something on the way before it fails or cannot be told. */
  readonly outcome: Outcome
}

/** The ways that requests take through one environment, drawn left to right. */
export interface Topology {
  readonly environment: string
  readonly nodes: readonly TopologyNode[]
  readonly edges: readonly TopologyEdge[]
  /** Requests whose ways are not in it, because it would be too large to read. */
  readonly left: number
}

const columns: readonly (readonly Stage[])[] = [
  ['dns', 'edge', 'tls'],
  ['route', 'action'],
  ['target', 'token'],
]

const generic = /^(?:this|main|default|it|self)$/

/** The part of an address that a person would say: `module.service["web"].aws_ecs_service.this` → `web`. */
export const shortName = ({ name }: Address): string => {
  const key = [...name.matchAll(/\["([^"]*)"\]/g)].at(-1)?.[1]
  if (key !== undefined && key !== '') return key
  const parts = name
    .replaceAll(/\[[^\]]*\]/g, '')
    .split('.')
    .filter(part => part !== 'module' && part !== 'data')
  const last = parts.at(-1) ?? name
  return generic.test(last) ? (parts.at(-3) ?? parts.at(-2) ?? last) : last
}

const worst = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.includes('fails') ? 'fails' : outcomes.includes('undetermined') ? 'undetermined' : 'passes'

const passingText = (hop: Hop, trace: Trace, model: EnvironmentModel | undefined): string => {
  const { entity } = hop
  switch (hop.stage) {
    case 'dns':
      return /→ (\S+)$/.exec(hop.detail)?.[1]?.replace(/^.*$/, name => shortName({ source: '', name })) ?? 'DNS'
    case 'edge':
      return entity ? shortName(entity) : hop.detail
    case 'tls': {
      const found = model?.entities.certificate.find(({ address }) => entity && sameAddress(address, entity))
      return found ? found.names.map(displayValue).join(', ') : hop.detail
    }
    case 'route':
      return trace.rule === 'default' || trace.rule === null
        ? hop.detail
        : `rule ${trace.rule}${entity ? ` ${shortName(entity)}` : ''}`
    case 'action':
      return hop.detail
    case 'target':
      return trace.service ? shortName(trace.service) : hop.detail
    case 'token':
      return 'token accepted'
  }
}

/** What is said at each station of one request, the first failure's and those behind it. */
const stationsOf = (trace: Trace, model: EnvironmentModel | undefined, phrases: Phrases) => {
  const failures = failuresOf(trace)
  return columns.map(stages => {
    const lines: readonly TopologyLine[] = [
      ...trace.hops
        .filter(({ stage, outcome }) => stages.includes(stage) && outcome !== 'fails')
        .map(hop => ({
          text: hop.outcome === 'passes' ? passingText(hop, trace, model) : hop.detail,
          outcome: hop.outcome,
        })),
      ...failures
        .filter(({ stage }) => stages.includes(stage))
        .map(({ disposition }) => ({ text: phrases.disposition(disposition), outcome: 'fails' as const })),
    ]
    const isLast = stages.includes('target')
    const hasTarget = trace.hops.some(({ stage }) => stage === 'target')
    return isLast && trace.service && !hasTarget
      ? [{ text: shortName(trace.service), outcome: 'passes' as const }, ...lines]
      : lines
  })
}

/** Names that neither environment has are others' hosts, and no part of the picture of either. */
export const drawnPairs = (pairs: readonly TracePair[]): readonly TracePair[] =>
  pairs.filter(
    pair => ![pair.staging, pair.production].every(({ disposition }) => disposition.kind === 'name-not-found'),
  )

export interface TopologyOptions {
  readonly phrases?: Phrases
  readonly mostNodes?: number
  readonly mostEdges?: number
}

/** The stations and ways of some requests. Ways that would make it larger than the limits are left out, the first ones kept. */
export const topologyOf = (
  traces: readonly Trace[],
  environment: string,
  model: EnvironmentModel | undefined,
  { phrases = phrasesOf('en'), mostNodes = 40, mostEdges = 60 }: TopologyOptions = {},
): Topology => {
  const nodes = new Map<string, TopologyNode>()
  const edges = new Map<string, TopologyEdge>()
  let left = 0
  for (const trace of traces) {
    const way = [
      { column: 0, lines: [{ text: trace.request.host, outcome: 'passes' as const }] },
      ...stationsOf(trace, model, phrases).map((lines, index) => ({ column: index + 1, lines })),
    ].filter(({ lines }) => lines.length > 0)
    const service = trace.service ? addressKey(trace.service) : ''
    const keyOf = ({ column, lines }: (typeof way)[number]): string =>
      JSON.stringify([column, column === 3 ? service : '', ...lines.flatMap(({ text, outcome }) => [text, outcome])])
    const added = way.filter(station => !nodes.has(keyOf(station)))
    if (nodes.size + added.length > mostNodes || edges.size + way.length > mostEdges) {
      left++
      continue
    }
    for (const { column, lines } of added) {
      const outcome = worst(lines.map(line => line.outcome))
      nodes.set(keyOf({ column, lines }), { id: nodes.size, column, lines, outcome })
    }
    let sofar: Outcome = 'passes'
    for (const [index, station] of way.entries()) {
      const from = nodes.get(keyOf(station))
      const following = way[index + 1]
      const to = following && nodes.get(keyOf(following))
      if (from === undefined || to === undefined) continue
      sofar = worst([sofar, from.outcome])
      const key = `${from.id}>${to.id}`
      const before = edges.get(key)
      edges.set(key, { from: from.id, to: to.id, outcome: before?.outcome === 'passes' ? 'passes' : sofar })
    }
  }
  return { environment, nodes: [...nodes.values()], edges: [...edges.values()], left }
}
