import type { ListenerRule, LoadBalancer } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import { matchPatterns } from './match-value.ts'

interface Asking {
  readonly rules: readonly { readonly rule: ListenerRule; readonly balancer: LoadBalancer }[]
  readonly byHost: Map<string, readonly LoadBalancer[]>
}

/** A model does not change once it is built, and every path of a host asks again. */
const remembered = new WeakMap<EnvironmentModel, Asking>()

const askingIn = (model: EnvironmentModel): Asking => {
  const rules = model.entities['listener-rule'].flatMap(rule => {
    const listener = rule.exists === 'no' ? undefined : resolveEntity(model, 'listener', rule.listener)
    if (listener?.kind !== 'entity') return []
    const owner = resolveEntity(model, 'load-balancer', listener.entity.loadBalancer)
    return owner.kind === 'entity' ? [{ rule, balancer: owner.entity }] : []
  })
  return { rules, byHost: new Map() }
}

/** Whether a rule asks for a host by a condition of its own. */
const asksForHost = ({ conditions }: ListenerRule, host: string): boolean =>
  conditions.some(
    condition =>
      condition.field === 'host-header' && matchPatterns(condition.values, host, { ignoreCase: true }) === 'yes',
  )

/** The load balancers that have a rule which asks for a host. */
export const balancersAsking = (model: EnvironmentModel, host: string): readonly LoadBalancer[] => {
  const asking = remembered.get(model) ?? askingIn(model)
  remembered.set(model, asking)
  const found = asking.byHost.get(host) ?? [
    ...new Set(asking.rules.flatMap(({ rule, balancer }) => (asksForHost(rule, host) ? [balancer] : []))),
  ]
  asking.byHost.set(host, found)
  return found
}
