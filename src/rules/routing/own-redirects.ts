import type { Action, Listener } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { isKnown, type Value } from '../../model/value.ts'

export interface OwnRedirect {
  readonly listener: Listener
  readonly port: Value
  readonly at: SourceLocation
}

const stays = (value: Value | undefined): boolean =>
  value === undefined || (isKnown(value) && value.value === '#{host}')

const redirectOf = (actions: readonly Action[]): Value | undefined => {
  for (const action of actions)
    if (
      action.type === 'redirect' &&
      stays(action.host) &&
      action.port &&
      !/^#/.test(String(isKnown(action.port) && action.port.value))
    )
      return action.port
  return undefined
}

/** Redirects of a load balancer to another port of its own. */
export const ownRedirects = (model: EnvironmentModel): readonly OwnRedirect[] => {
  const { listener: listeners, 'listener-rule': rules } = model.entities
  const own = listeners.flatMap(listener => {
    const port = redirectOf(listener.defaultActions)
    return port ? [{ listener, port, at: listener.at }] : []
  })
  const ruled = rules.flatMap(rule => {
    const port = rule.exists === 'no' ? undefined : redirectOf(rule.actions)
    const listener = resolveEntity(model, 'listener', rule.listener)
    return port && listener.kind === 'entity' ? [{ listener: listener.entity, port, at: rule.at }] : []
  })
  return [...own, ...ruled].filter(({ listener }) => listener.exists !== 'no' && !listener.isLookup)
}
