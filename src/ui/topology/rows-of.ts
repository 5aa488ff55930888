import { correspond } from '../../align/correspondence.ts'
import { mentionedHosts } from '../../align/hosts.ts'
import { ownNames } from '../../align/own-names.ts'
import type { Pairing } from '../../align/pairing.ts'
import { pairByRole } from '../../align/pairing.ts'
import { roleName } from '../../align/role-name.ts'
import type { ComparisonResult } from '../../model/analysis.ts'
import type { Entity } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { addressKey } from '../../model/value.ts'
import { drawnPairs } from '../../report/topology.ts'
import { resolveName } from '../../trace/dns.ts'
import { connected, hostId, issuerId, ruleId, serviceId, sideOf } from './side-of.ts'
import type { Join, Layer, Topology, TopologyNode, TopologyRow } from './topology.ts'
import { layers } from './topology.ts'

type Pair = readonly [string, string]

const idsOf = <E extends Entity>(pairings: readonly Pairing<E>[], idOf: (entity: E) => string): readonly Pair[] =>
  pairings.flatMap((pairing): readonly Pair[] => {
    switch (pairing.kind) {
      case 'paired':
        return [[idOf(pairing.staging), idOf(pairing.production)]]
      case 'split':
        return pairing.productions.map((entity): Pair => [idOf(pairing.staging), idOf(entity)])
      case 'merged':
        return pairing.stagings.map((entity): Pair => [idOf(entity), idOf(pairing.production)])
      default:
        return []
    }
  })

/** Names that clients use: of requests that were traced, of records and aliases; no wildcards. */
const hostsOf = (model: EnvironmentModel, requested: readonly string[]): readonly string[] => {
  const own = ownNames(model)
  const mentioned = mentionedHosts(model)
    .map(({ host }) => host)
    // A name that only proves who owns a domain leads nowhere.
    .filter(host => own.has(host) && resolveName(model, host).kind !== 'name-not-found')
  return [...new Set([...requested, ...mentioned])].filter(host => !host.includes('*'))
}

const joinOf = (group: readonly Pair[], index: number): Join => {
  if (index > 0) return 'more'
  if (group.length === 1) return 'same'
  return new Set(group.map(([one]) => one)).size === 1 ? 'split' : 'merge'
}

/** Rows of one layer: what corresponds beside each other, what one side has alone after it. */
const layerRows = (
  layer: Layer,
  staging: readonly TopologyNode[],
  production: readonly TopologyNode[],
  pairs: readonly Pair[],
): readonly TopologyRow[] => {
  const [left, right] = [staging, production].map(
    nodes => new Map(nodes.filter(node => node.layer === layer).map(node => [node.id, node])),
  ) as [Map<string, TopologyNode>, Map<string, TopologyNode>]
  const open = pairs.filter(([one, other]) => left.has(one) && right.has(other))
  const done = new Set<string>()
  const rows: Omit<TopologyRow, 'isFirst'>[] = []
  for (const id of [...left.keys()]) {
    if (done.has(`staging ${id}`)) continue
    const split = open.filter(([one]) => one === id)
    const only = split.length === 1 ? open.filter(([, other]) => other === split[0]?.[1]) : split
    const group = only.filter(([one, other]) => !done.has(`staging ${one}`) || !done.has(`production ${other}`))
    if (group.length === 0) {
      rows.push({ layer, staging: left.get(id), production: undefined, join: 'alone' })
      continue
    }
    for (const [index, [one, other]] of group.entries()) {
      const isNew = (key: string): boolean => !done.has(key) && Boolean(done.add(key))
      rows.push({
        layer,
        staging: isNew(`staging ${one}`) ? left.get(one) : undefined,
        production: isNew(`production ${other}`) ? right.get(other) : undefined,
        join: joinOf(group, index),
      })
    }
  }
  for (const [id, node] of right)
    if (!done.has(`production ${id}`)) rows.push({ layer, staging: undefined, production: node, join: 'alone' })
  return rows.map((row, index) => ({ ...row, isFirst: index === 0 }))
}

const issuerPairs = (staging: EnvironmentModel, production: EnvironmentModel): readonly Pair[] =>
  correspond(staging, production).apps.flatMap(pairing => {
    if (pairing.kind !== 'paired') return []
    return (['issuersMinted', 'issuersAccepted'] as const).flatMap(field =>
      pairing.staging[field].flatMap((value, index): readonly Pair[] => {
        const twin = pairing.production[field][index]
        return twin === undefined ? [] : [[issuerId(value), issuerId(twin)]]
      }),
    )
  })

/** Both environments from hosts to issuers, aligned by role. */
export const topologyOf = (
  staging: EnvironmentModel,
  production: EnvironmentModel,
  { traces }: ComparisonResult,
): Topology => {
  const correspondence = correspond(staging, production)
  const drawn = drawnPairs(traces)
  const requests = (side: 'staging' | 'production'): readonly string[] => drawn.map(pair => pair[side].request.host)
  const sides = {
    staging: sideOf(staging, hostsOf(staging, requests('staging'))),
    production: sideOf(production, hostsOf(production, requests('production'))),
  }
  const rules = pairByRole(
    { name: staging.name, entities: staging.entities['listener-rule'] },
    { name: production.name, entities: production.entities['listener-rule'] },
    [{ because: 'address', keyOf: ({ address }, environment) => roleName(addressKey(address), environment) }],
  )
  const asked = drawn.map((pair): Pair => [hostId(pair.staging.request.host), hostId(pair.production.request.host)])
  const named = correspondence.hosts.map((pair): Pair => [hostId(pair.staging), hostId(pair.production)])
  const unique = (pairs: readonly Pair[]): readonly Pair[] => [
    ...new Map(pairs.map(pair => [pair.join('\n'), pair])).values(),
  ]
  const pairs: Readonly<Record<Layer, readonly Pair[]>> = {
    host: unique([...asked, ...named]),
    listener: idsOf(correspondence.listeners, ({ address }) => `listener ${addressKey(address)}`),
    rule: idsOf(rules, ruleId),
    service: idsOf(correspondence.services, serviceId),
    issuer: unique(issuerPairs(staging, production)),
  }
  const rows = layers.flatMap(layer => layerRows(layer, sides.staging, sides.production, pairs[layer]))
  const models = { staging, production }
  return { ...sides, rows, connected: (side, node) => connected(models[side], sides[side], node) }
}
