import type { SourceLocation } from '../../model/source-location.ts'
import type { Address } from '../../model/value.ts'

export const layers = ['host', 'listener', 'rule', 'service', 'issuer'] as const
export type Layer = (typeof layers)[number]

/** One station of requests in one environment. */
export interface TopologyNode {
  readonly id: string
  readonly layer: Layer
  readonly label: string
  /** What it says beside its name: conditions, a load balancer. */
  readonly about: string
  /** Of a host: why its name leads to nothing that is known. */
  readonly trouble?: 'name-not-found' | 'loop' | 'undetermined'
  /** Of an issuer: the applications that write its tokens, and those that accept them. */
  readonly tokens?: { readonly writtenBy: readonly string[]; readonly acceptedBy: readonly string[] }
  readonly address: Address | undefined
  readonly at: SourceLocation | undefined
  /** Ids of the stations that requests go on to. */
  readonly next: readonly string[]
  /** Nothing leads on from a station that requests should pass. */
  readonly isDead: boolean
}

/** How the two cells of a row belong together. `more` goes on with the split or merge of the row before. */
export type Join = 'same' | 'split' | 'merge' | 'more' | 'alone'

export interface TopologyRow {
  readonly layer: Layer
  readonly isFirst: boolean
  readonly staging: TopologyNode | undefined
  readonly production: TopologyNode | undefined
  readonly join: Join
}

/** Both environments from hosts to issuers, aligned by role. Made outside of the UI: what it takes to make it need not be loaded for the first frame. */
export interface Topology {
  readonly rows: readonly TopologyRow[]
  readonly staging: readonly TopologyNode[]
  readonly production: readonly TopologyNode[]
  /** Ids of what a station leads to and what leads to it, its own among them. */
  readonly connected: (side: 'staging' | 'production', node: TopologyNode) => ReadonlySet<string>
}
