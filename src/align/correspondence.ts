import type { Listener, Service } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { EvaluatedApp } from '../model/evaluated.ts'
import { type Address, addressKey, isString, sameAddress, type Value } from '../model/value.ts'
import { alignEntities, type DeclaredPair, type EntityPairings, isNamed } from './align-entities.ts'
import { type HostMention, type HostPair, mentionedHosts, pairHosts } from './hosts.ts'
import { type Naming, namingOf } from './naming.ts'
import { ownNames } from './own-names.ts'
import { withPairedRoles } from './paired-roles.ts'
import { type Pairing, pairByRole, type RoleKey } from './pairing.ts'
import { roleName } from './role-name.ts'

/** What in staging plays the role of what in production, whatever either is called. */
export interface Correspondence {
  readonly hosts: readonly HostPair[]
  readonly services: readonly Pairing<Service>[]
  readonly listeners: readonly Pairing<Listener>[]
  readonly apps: readonly Pairing<EvaluatedApp>[]
  /** Everything else as well, kind by kind. What one does on one side and several on the other is a split or a merge here. */
  readonly entities: EntityPairings
  readonly naming: Naming
}

const roleOf = (name: Value | undefined, environment: string): string | undefined =>
  isString(name) && name.value !== '' ? roleName(name.value, environment) : undefined

/** The last part of an address: what its author called it. */
const ownName = ({ name }: Address): string =>
  name
    .replace(/\[[^\]]*\]$/, '')
    .split(/[./]/)
    .at(-1) ?? name

const serviceKeys = ({ roleOf: role }: Naming): readonly RoleKey<Service>[] => [
  {
    because: 'service name',
    keyOf: ({ name }, environment) => (isString(name) && name.value !== '' ? role(name.value, environment) : undefined),
  },
  { because: 'address', keyOf: ({ address }, environment) => role(address.name, environment) },
  { because: 'resource name', keyOf: ({ address }, environment) => role(ownName(address), environment) },
]

/** A listener's role is its load balancer's role, its port, and whether the load balancer is internal. */
const listenerKeys = (
  staging: EnvironmentModel,
  production: EnvironmentModel,
  { roleOf: role }: Naming,
): readonly RoleKey<Listener>[] => {
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
        if (owner.kind !== 'entity') return undefined
        const { name } = owner.entity
        return isString(name) && name.value !== '' ? role(name.value, model.name) : undefined
      }),
    },
    {
      because: 'only load balancer',
      keyOf: keyOf((_, model) => (model.entities['load-balancer'].length === 1 ? 'the load balancer' : undefined)),
    },
  ]
}

/** A host that only staging has is none of production's, even where production mentions it: a leftover, not a counterpart. */
const productionHosts = (
  staging: EnvironmentModel,
  production: EnvironmentModel,
  { signWords }: Naming,
): readonly HostMention[] => {
  const [ours, theirs] = [ownNames(staging), ownNames(production)]
  return mentionedHosts(production, signWords(production.name)).filter(
    ({ host }) => theirs.has(host) || !ours.has(host),
  )
}

/** Hosts that a person says correspond, for the role that they name. */
const declaredHosts = (declared: readonly DeclaredPair[], side: keyof DeclaredPair, mentions: readonly HostMention[]) =>
  declared.flatMap((pair, index) => {
    const mention = mentions.find(({ host }) => host === pair[side].toLowerCase())
    return mention ? [{ ...mention, role: `pair ${index} of sotsu.yaml` }] : []
  })

/** Services that share neither name nor address, by what they are alike in. */
const withAlike = (
  services: readonly Pairing<Service>[],
  alike: readonly Pairing<Service>[],
): readonly Pairing<Service>[] => {
  const open = new Set(services.flatMap(one => (one.kind === 'only-staging' ? [one.staging] : [])))
  const openThere = new Set(services.flatMap(one => (one.kind === 'only-production' ? [one.production] : [])))
  const found = alike.filter(
    pairing => pairing.kind === 'paired' && open.has(pairing.staging) && openThere.has(pairing.production),
  )
  const taken = new Set<Service>(
    found.flatMap(pairing => (pairing.kind === 'paired' ? [pairing.staging, pairing.production] : [])),
  )
  return [
    ...services.filter(
      pairing =>
        !(pairing.kind === 'only-staging' && taken.has(pairing.staging)) &&
        !(pairing.kind === 'only-production' && taken.has(pairing.production)),
    ),
    ...found,
  ]
}

/** The pairings that were declared come first, and nothing else is said of what they name. */
const withDeclared = <E extends { readonly address: Address }>(
  declared: readonly DeclaredPair[],
  [stagings, productions]: readonly [readonly E[], readonly E[]],
  pair: (stagings: readonly E[], productions: readonly E[]) => readonly Pairing<E>[],
): readonly Pairing<E>[] => {
  const found = declared.flatMap(({ staging, production }): readonly Extract<Pairing<E>, { kind: 'paired' }>[] => {
    const one = stagings.find(entity => isNamed(entity, staging))
    const other = productions.find(entity => isNamed(entity, production))
    return one && other ? [{ kind: 'paired', staging: one, production: other, because: 'declared in sotsu.yaml' }] : []
  })
  const taken = new Set(found.flatMap(({ staging, production }) => [staging, production]))
  return [
    ...found,
    ...pair(
      stagings.filter(entity => !taken.has(entity)),
      productions.filter(entity => !taken.has(entity)),
    ),
  ]
}

export const correspond = (
  staging: EnvironmentModel,
  production: EnvironmentModel,
  declared: readonly DeclaredPair[] = [],
): Correspondence => {
  const naming = namingOf(staging, production)
  const entities = alignEntities({ staging, production, naming, declared })
  const ours = mentionedHosts(staging, naming.signWords(staging.name))
  const names = { staging: staging.name, production: production.name }
  const theirs = withPairedRoles(ours, productionHosts(staging, production, naming), { entities, naming, names })
  const hosts = [ours, theirs] as const
  const pair =
    <E>(keys: readonly RoleKey<E>[]) =>
    (stagings: readonly E[], productions: readonly E[]): readonly Pairing<E>[] =>
      pairByRole({ name: staging.name, entities: stagings }, { name: production.name, entities: productions }, keys)
  return {
    hosts: pairHosts(
      [...declaredHosts(declared, 'staging', hosts[0]), ...hosts[0]],
      [...declaredHosts(declared, 'production', hosts[1]), ...hosts[1]],
    ),
    services: withAlike(
      withDeclared(declared, [staging.entities.service, production.entities.service], pair(serviceKeys(naming))),
      entities.service,
    ),
    listeners: withDeclared(
      declared,
      [staging.entities.listener, production.entities.listener],
      pair(listenerKeys(staging, production, naming)),
    ),
    apps: pair<EvaluatedApp>([{ because: 'app', keyOf: (app, environment) => naming.roleOf(app.id, environment) }])(
      staging.apps,
      production.apps,
    ),
    entities,
    naming,
  }
}

/** The production counterpart of a staging service, where there is exactly one. */
export const counterpartOf = ({ services }: Correspondence, service: Address): Address | undefined => {
  const key = addressKey(service)
  for (const pairing of services)
    if (pairing.kind === 'paired' && addressKey(pairing.staging.address) === key) return pairing.production.address
  return undefined
}

const namedRole = (model: EnvironmentModel, kind: 'service' | 'load-balancer', address: Address): string => {
  const found = model.entities[kind].find(each => sameAddress(each.address, address))
  return roleOf(found?.name, model.name) ?? roleName(ownName(address), model.name)
}

/** What a service is called in any environment. */
export const serviceRole = (model: EnvironmentModel, service: Address): string => namedRole(model, 'service', service)

export const balancerRole = (model: EnvironmentModel, balancer: Address): string =>
  namedRole(model, 'load-balancer', balancer)
