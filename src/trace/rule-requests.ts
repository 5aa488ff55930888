import type { ListenerRule, LoadBalancer } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import { resolveName } from './dns.ts'
import { matchPatterns } from './match-value.ts'

interface Asking {
  /** Rules that exist, and the load balancer of each where it is known. */
  readonly all: readonly ListenerRule[]
  readonly owners: ReadonlyMap<ListenerRule, LoadBalancer>
  /** Those of one load balancer, and those of which the load balancer is not known. */
  readonly of: (balancer: LoadBalancer) => readonly ListenerRule[]
  readonly byHost: Map<string, readonly LoadBalancer[]>
}

/** A model does not change once it is built, and every path of a host asks again. */
const remembered = new WeakMap<EnvironmentModel, Asking>()

const askingIn = (model: EnvironmentModel): Asking => {
  const made = remembered.get(model) ?? readRules(model)
  remembered.set(model, made)
  return made
}

const readRules = (model: EnvironmentModel): Asking => {
  const all = model.entities['listener-rule'].filter(({ exists }) => exists !== 'no')
  const owners = new Map<ListenerRule, LoadBalancer>()
  for (const rule of all) {
    const listener = resolveEntity(model, 'listener', rule.listener)
    if (listener.kind !== 'entity') continue
    const owner = resolveEntity(model, 'load-balancer', listener.entity.loadBalancer)
    if (owner.kind === 'entity') owners.set(rule, owner.entity)
  }
  const groups = new Map<LoadBalancer, readonly ListenerRule[]>()
  const of = (balancer: LoadBalancer): readonly ListenerRule[] => {
    const found = groups.get(balancer) ?? all.filter(rule => (owners.get(rule) ?? balancer) === balancer)
    groups.set(balancer, found)
    return found
  }
  return { all, owners, of, byHost: new Map() }
}

/** Whether a rule asks for a host by a condition of its own. */
const asksForHost = ({ conditions }: ListenerRule, host: string): boolean =>
  conditions.some(
    condition =>
      condition.field === 'host-header' && matchPatterns(condition.values, host, { ignoreCase: true }) === 'yes',
  )

/** The load balancers that have a rule which asks for a host. */
export const balancersAsking = (model: EnvironmentModel, host: string): readonly LoadBalancer[] => {
  const asking = askingIn(model)
  const found = asking.byHost.get(host) ?? [
    ...new Set(asking.all.flatMap(rule => (asksForHost(rule, host) ? (asking.owners.get(rule) ?? []) : []))),
  ]
  asking.byHost.set(host, found)
  return found
}

/**
 * The rules to which requests to a host may come: not those of other load balancers than the one its name leads to, nor those that ask for other
 * hosts. A distribution in between may send another host than the one that was asked for, so then every rule counts.
 */
export const rulesFor = (model: EnvironmentModel, host: string): readonly ListenerRule[] => {
  const answer = resolveName(model, host)
  const asking = askingIn(model)
  if (answer.kind !== 'entry' || answer.entry.kind !== 'load-balancer') return asking.all
  return asking.of(answer.entry).filter(rule => !asksForOthers(rule, host))
}

const asksForOthers = ({ conditions }: ListenerRule, host: string): boolean =>
  conditions.some(
    condition =>
      condition.field === 'host-header' && matchPatterns(condition.values, host, { ignoreCase: true }) === 'no',
  )
