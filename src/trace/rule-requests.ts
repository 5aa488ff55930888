import type { ListenerRule, LoadBalancer } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import { matchPatterns } from './match-value.ts'

/** Whether a rule asks for a host by a condition of its own. */
export const asksForHost = ({ conditions }: ListenerRule, host: string): boolean =>
  conditions.some(
    condition =>
      condition.field === 'host-header' && matchPatterns(condition.values, host, { ignoreCase: true }) === 'yes',
  )

/** Whether a load balancer has a rule that asks for a host. */
export const conditionsHold = (model: EnvironmentModel, balancer: LoadBalancer, host: string): boolean =>
  model.entities['listener-rule'].some(rule => {
    if (rule.exists === 'no' || !asksForHost(rule, host)) return false
    const listener = resolveEntity(model, 'listener', rule.listener)
    if (listener.kind !== 'entity') return false
    const owner = resolveEntity(model, 'load-balancer', listener.entity.loadBalancer)
    return owner.kind === 'entity' && owner.entity === balancer
  })
