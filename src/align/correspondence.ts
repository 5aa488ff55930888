import type { Listener, Service } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { EvaluatedApp } from '../model/evaluated.ts'
import { type Address, addressKey, isString, type Value } from '../model/value.ts'
import { type HostMention, type HostPair, mentionedHosts, pairHosts } from './hosts.ts'
import { ownNames } from './own-names.ts'
import { type Pairing, pairByRole, type RoleKey } from './pairing.ts'
import { roleName } from './role-name.ts'

/** What in staging plays the role of what in production, whatever either is called. */
export interface Correspondence {
  readonly hosts: readonly HostPair[]
  readonly services: readonly Pairing<Service>[]
  readonly listeners: readonly Pairing<Listener>[]
  readonly apps: readonly Pairing<EvaluatedApp>[]
}

const roleOf = (name: Value | undefined, environment: string): string | undefined =>
  isString(name) && name.value !== '' ? roleName(name.value, environment) : undefined

/** The last part of an address: what its author called it. */
const ownName = ({ name }: Address): string =>
  name
    .replace(/\[[^\]]*\]$/, '')
    .split(/[./]/)
    .at(-1) ?? name

const serviceKeys: readonly RoleKey<Service>[] = [
  { because: 'service name', keyOf: (service, environment) => roleOf(service.name, environment) },
  { because: 'address', keyOf: ({ address }, environment) => roleName(address.name, environment) },
  { because: 'resource name', keyOf: ({ address }, environment) => roleName(ownName(address), environment) },
]

/** A listener's role is its load balancer's role, its port, and whether the load balancer is internal. */
const listenerKeys = (staging: EnvironmentModel, production: EnvironmentModel): readonly RoleKey<Listener>[] => {
  const keyOf =
    (name: (listener: Listener, model: EnvironmentModel) => string | undefined) =>
    (listener: Listener, environment: string) => {
      const model = environment === staging.name ? staging : production
      const port = listener.port.kind === 'known' ? String(listener.port.value) : undefined
      const owner = name(listener, model)
      return port === undefined || owner === undefined ? undefined : `${owner} port ${port}`
    }
  return [
    {
      because: 'load balancer',
      keyOf: keyOf((listener, model) => {
        const owner = resolveEntity(model, 'load-balancer', listener.loadBalancer)
        return owner.kind === 'entity' ? roleOf(owner.entity.name, model.name) : undefined
      }),
    },
    {
      because: 'only load balancer',
      keyOf: keyOf((_, model) => (model.entities['load-balancer'].length === 1 ? 'the load balancer' : undefined)),
    },
  ]
}

/** A host that only staging has is none of production's, even where production mentions it: a leftover, not a counterpart. */
const productionHosts = (staging: EnvironmentModel, production: EnvironmentModel): readonly HostMention[] => {
  const [ours, theirs] = [ownNames(staging), ownNames(production)]
  return mentionedHosts(production).filter(({ host }) => theirs.has(host) || !ours.has(host))
}

export const correspond = (staging: EnvironmentModel, production: EnvironmentModel): Correspondence => {
  const pair = <E>(
    entities: (model: EnvironmentModel) => readonly E[],
    keys: readonly RoleKey<E>[],
  ): readonly Pairing<E>[] =>
    pairByRole(
      { name: staging.name, entities: entities(staging) },
      { name: production.name, entities: entities(production) },
      keys,
    )
  return {
    hosts: pairHosts(mentionedHosts(staging), productionHosts(staging, production)),
    services: pair(model => model.entities.service, serviceKeys),
    listeners: pair(model => model.entities.listener, listenerKeys(staging, production)),
    apps: pair(model => model.apps, [{ because: 'app', keyOf: (app, environment) => roleName(app.id, environment) }]),
  }
}

/** The production counterpart of a staging service, where there is exactly one. */
export const counterpartOf = ({ services }: Correspondence, service: Address): Address | undefined => {
  const key = addressKey(service)
  for (const pairing of services)
    if (pairing.kind === 'paired' && addressKey(pairing.staging.address) === key) return pairing.production.address
  return undefined
}

/** What a service is called in any environment. */
export const serviceRole = (model: EnvironmentModel, service: Address): string => {
  const key = addressKey(service)
  const found = model.entities.service.find(({ address }) => addressKey(address) === key)
  return roleOf(found?.name, model.name) ?? roleName(ownName(service), model.name)
}
