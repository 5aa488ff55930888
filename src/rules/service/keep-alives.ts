import type { LoadBalancer, Service } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { addressKey, isKnown, sameAddress, type Value } from '../../model/value.ts'

/** A service that closes idle connections after a time, behind a load balancer that keeps them for another. */
export interface KeepAlive {
  readonly service: Service
  readonly balancer: LoadBalancer
  readonly key: string
  readonly setting: Value
  /** Seconds; absent where the setting is not known. */
  readonly seconds?: number
  /** Seconds of the load balancer; absent where they are not known. */
  readonly idle?: number
}

/** `KEEP_ALIVE_TIMEOUT_MS`, `server.keepAliveTimeout`; not `TCP_KEEPALIVE_INTERVAL`, which is about another thing. */
const keepAliveKey = /(?<!tcp[\W_]*)keep[\W_]*alive[\W_]*(?:timeout)?[\W_]*(ms|millis(?:econds)?|s|sec(?:onds)?)?$/i

/** What is not said is guessed by size: nobody keeps connections for a quarter of an hour. */
const secondsOf = (value: Value, unit: string | undefined): number | undefined => {
  const number = isKnown(value) ? Number(value.value) : Number.NaN
  if (Number.isNaN(number)) return undefined
  const isMillis = unit === undefined ? number >= 1000 : /^m/i.test(unit)
  return isMillis ? number / 1000 : number
}

/** Where nothing is said (ELB guide, "Connection idle timeout"). */
const defaultIdle = 60

const idleOf = ({ idleTimeout }: LoadBalancer): number | undefined =>
  idleTimeout === undefined ? defaultIdle : isKnown(idleTimeout) ? Number(idleTimeout.value) : undefined

/** Others do not open connections of their own to targets. */
const isApplication = ({ type }: LoadBalancer): boolean => isKnown(type) && type.value === 'application'

/** The application load balancers whose rules or default actions forward to a service. */
const balancersOf = (model: EnvironmentModel, { targets }: Service): readonly LoadBalancer[] => {
  const groups = targets.flatMap(({ targetGroup }) =>
    targetGroup.kind === 'reference' ? [addressKey(targetGroup.to)] : [],
  )
  const forwards = (actions: EnvironmentModel['entities']['listener'][number]['defaultActions']): boolean =>
    actions.some(
      action =>
        action.type === 'forward' &&
        action.targets.some(
          ({ targetGroup }) => targetGroup.kind === 'reference' && groups.includes(addressKey(targetGroup.to)),
        ),
    )
  const ofRules = model.entities['listener-rule'].flatMap(({ actions, listener, exists }) => {
    const on = resolveEntity(model, 'listener', listener)
    return exists !== 'no' && forwards(actions) && on.kind === 'entity' ? [on.entity] : []
  })
  const listeners = [...ofRules, ...model.entities.listener.filter(({ defaultActions }) => forwards(defaultActions))]
  const found = listeners.flatMap(({ loadBalancer }) => {
    const owner = resolveEntity(model, 'load-balancer', loadBalancer)
    return owner.kind === 'entity' && !owner.entity.isLookup && isApplication(owner.entity) ? [owner.entity] : []
  })
  return [...new Set(found)]
}

export const keepAlives = (model: EnvironmentModel): readonly KeepAlive[] =>
  model.apps.flatMap(app => {
    const address = model.serviceOfApp.get(app.id)
    const service = address && model.entities.service.find(each => sameAddress(each.address, address))
    if (!service) return []
    return app.settings.flatMap(({ key, value }) => {
      const match = keepAliveKey.exec(key)
      if (!match) return []
      const seconds = secondsOf(value, match[1])
      return balancersOf(model, service).flatMap((balancer): readonly KeepAlive[] => {
        const idle = idleOf(balancer)
        return [
          {
            service,
            balancer,
            key,
            setting: value,
            ...(seconds === undefined ? {} : { seconds }),
            ...(idle === undefined ? {} : { idle }),
          },
        ]
      })
    })
  })
