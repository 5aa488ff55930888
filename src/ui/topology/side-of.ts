import { displayValue } from '../../model/deciders.ts'
import type { Listener, ListenerRule, Service } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { resolveEntity } from '../../model/environment-model.ts'
import type { EvaluatedApp } from '../../model/evaluated.ts'
import type { Request } from '../../model/trace.ts'
import type { Value } from '../../model/value.ts'
import { addressKey, isKnown, sameAddress } from '../../model/value.ts'
import { describeCondition, matchCondition } from '../../trace/conditions.ts'
import { resolveName } from '../../trace/dns.ts'
import { findTarget, sharingGroups } from '../../trace/target.ts'
import { shortNames } from '../short-names.ts'
import type { TopologyNode } from './topology.ts'

const text = (value: Value | undefined): string => (value === undefined ? '' : displayValue(value))

const requestTo = (host: string): Request => ({
  scheme: 'https',
  host,
  port: 443,
  path: '/',
  query: '',
  method: 'GET',
  headers: new Map(),
})

/** Whether a rule may take requests for a host: only its host conditions count. */
const takesHost = (rule: ListenerRule, host: string): boolean =>
  rule.conditions
    .filter(({ field }) => field === 'host-header')
    .every(condition => matchCondition(condition, requestTo(host)) !== 'no')

const priorityNumber = ({ priority }: ListenerRule): number =>
  priority !== undefined && isKnown(priority) ? Number(priority.value) : Number.MAX_SAFE_INTEGER

const listenerId = ({ address }: Listener): string => `listener ${addressKey(address)}`
export const ruleId = ({ address }: ListenerRule): string => `rule ${addressKey(address)}`
export const serviceId = ({ address }: Service): string => `service ${addressKey(address)}`
export const issuerId = (issuer: Value): string => `issuer ${displayValue(issuer)}`
export const hostId = (host: string): string => `host ${host}`

const servicesOf = (model: EnvironmentModel, rule: ListenerRule): readonly Service[] =>
  rule.actions.flatMap(action =>
    action.type === 'forward'
      ? sharingGroups(action).flatMap(({ targetGroup }) => {
          const target = findTarget(model, targetGroup)
          return 'service' in target && target.service ? [target.service] : []
        })
      : [],
  )

const actionOf = (rule: ListenerRule): string =>
  rule.actions
    .filter(({ type }) => type !== 'forward')
    .map(({ type }) => type)
    .join(', ')

const appsOf = (model: EnvironmentModel, service: Service): readonly EvaluatedApp[] =>
  model.apps.filter(({ id }) => {
    const runs = model.serviceOfApp.get(id)
    return runs !== undefined && sameAddress(runs, service.address)
  })

const hostNode = (model: EnvironmentModel, host: string): TopologyNode => {
  const answer = resolveName(model, host)
  const entry = answer.kind === 'entry' ? answer.entry : undefined
  const record = answer.kind === 'entry' ? answer.records[0] : undefined
  const listeners =
    entry === undefined
      ? []
      : model.entities.listener.filter(({ loadBalancer }) => {
          const owner = resolveEntity(model, 'load-balancer', loadBalancer)
          return owner.kind === 'entity' && sameAddress(owner.entity.address, entry.address)
        })
  return {
    id: hostId(host),
    layer: 'host',
    label: host,
    about: entry === undefined ? '' : shortNames(entry.address.name),
    ...(answer.kind === 'entry' ? {} : { trouble: answer.kind }),
    address: record?.address,
    at: record?.at,
    next: listeners.map(listenerId),
    isDead: answer.kind === 'name-not-found' || answer.kind === 'loop',
  }
}

const listenerNode = (model: EnvironmentModel, listener: Listener): TopologyNode => {
  const rules = rulesOfListener(model, listener)
  return {
    id: listenerId(listener),
    layer: 'listener',
    label: `${text(listener.protocol)} ${text(listener.port)}`,
    about: shortNames(listener.address.name),
    address: listener.address,
    at: listener.at,
    next: rules.map(ruleId),
    isDead: false,
  }
}

const rulesOfListener = (model: EnvironmentModel, listener: Listener): readonly ListenerRule[] =>
  model.entities['listener-rule'].filter(rule => {
    const owner = resolveEntity(model, 'listener', rule.listener)
    return owner.kind === 'entity' && sameAddress(owner.entity.address, listener.address)
  })

const ruleNode = (model: EnvironmentModel, rule: ListenerRule): TopologyNode => {
  const services = servicesOf(model, rule)
  const conditions = rule.conditions.map(describeCondition).join(', ')
  const action = actionOf(rule)
  return {
    id: ruleId(rule),
    layer: 'rule',
    label: `${text(rule.priority) || '-'} ${shortNames(rule.address.name).replace(/^rule /, '')}`,
    about: [conditions, action].filter(part => part !== '').join(', '),
    address: rule.address,
    at: rule.at,
    next: services.map(serviceId),
    isDead: services.length === 0 && action === '',
  }
}

const serviceNode = (model: EnvironmentModel, service: Service): TopologyNode => {
  const said = shortNames(service.address.name)
  const label = text(service.name) || said
  const issuers = appsOf(model, service).flatMap(app => [...app.issuersAccepted, ...app.issuersMinted])
  return {
    id: serviceId(service),
    layer: 'service',
    label,
    about: said.includes(label) ? '' : said,
    address: service.address,
    at: service.at,
    next: [...new Set(issuers.map(issuerId))],
    isDead: false,
  }
}

const issuerNodes = (model: EnvironmentModel): readonly TopologyNode[] => {
  const issuers = new Map<string, { readonly value: Value; readonly writes: string[]; readonly accepts: string[] }>()
  const entry = (value: Value) => {
    const found = issuers.get(issuerId(value)) ?? { value, writes: [], accepts: [] }
    issuers.set(issuerId(value), found)
    return found
  }
  for (const app of model.apps) {
    for (const value of app.issuersMinted) entry(value).writes.push(app.id)
    for (const value of app.issuersAccepted) entry(value).accepts.push(app.id)
  }
  return [...issuers].map(([id, { value, writes, accepts }]) => ({
    id,
    layer: 'issuer',
    label: displayValue(value),
    about: '',
    tokens: { writtenBy: writes, acceptedBy: accepts },
    address: undefined,
    at: value.from.origins[0]?.at ?? value.from.at,
    next: [],
    isDead: writes.length === 0,
  }))
}

/** All stations of one environment, layer by layer; rules as their listener tries them. */
export const sideOf = (model: EnvironmentModel, hosts: readonly string[]): readonly TopologyNode[] => [
  ...hosts.map(host => hostNode(model, host)),
  ...model.entities.listener.map(listener => listenerNode(model, listener)),
  ...[...model.entities['listener-rule']]
    .sort((one, other) => priorityNumber(one) - priorityNumber(other))
    .map(rule => ruleNode(model, rule)),
  ...model.entities.service.map(service => serviceNode(model, service)),
  ...issuerNodes(model),
]

/** What a station leads to and what leads to it, itself among them. A host leads only to rules that may take it. */
export const connected = (
  model: EnvironmentModel,
  nodes: readonly TopologyNode[],
  from: TopologyNode,
): ReadonlySet<string> => {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const rules = new Map(model.entities['listener-rule'].map(rule => [ruleId(rule), rule]))
  const mayPass = (host: string | undefined, id: string): boolean => {
    const rule = rules.get(id)
    return host === undefined || rule === undefined || takesHost(rule, host)
  }
  const found = new Set([from.id])
  const onward = (node: TopologyNode, host: string | undefined): void => {
    for (const id of node.next) {
      const next = byId.get(id)
      if (next === undefined || found.has(id) || !mayPass(host, id)) continue
      found.add(id)
      onward(next, host)
    }
  }
  onward(from, from.layer === 'host' ? from.label : undefined)
  const before = new Map<string, TopologyNode[]>()
  for (const node of nodes)
    for (const id of node.next) {
      const sources = before.get(id) ?? []
      before.set(id, sources)
      sources.push(node)
    }
  const backward = (id: string): void => {
    for (const node of before.get(id) ?? []) {
      if (found.has(node.id)) continue
      found.add(node.id)
      backward(node.id)
    }
  }
  const ahead = new Set(found)
  backward(from.id)
  const rule = rules.get(from.id)
  // Only hosts that the rule may take lead to it.
  if (rule !== undefined)
    for (const node of nodes)
      if (node.layer === 'host' && !ahead.has(node.id) && !takesHost(rule, node.label)) found.delete(node.id)
  return found
}
