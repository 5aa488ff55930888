import type { DnsRecord } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { type Address, addressKey, isKnown, itemsOf, type Value } from '../model/value.ts'
import { groupBy } from './group-by.ts'
import { roleHost, roleName } from './role-name.ts'

/** A host name that an environment mentions, and the role under which it does: the same role in another environment names its counterpart. */
export interface HostMention {
  readonly host: string
  /** Same text for the same role in any environment: `setting portal-bff PUBLIC_BASE_URL`. */
  readonly role: string
  /** The whole URL, where the mention is one. */
  readonly url?: string
  /** The record, rule or distribution that mentions it. */
  readonly of?: Address
  readonly at: SourceLocation
  readonly value: Value
}

const hostPattern = /^(?=.{4,253}$)(?:[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{1,62}$/

const isUrl = /^https?:\/\/([^/?#:@\s]+)/i

/** Names of the zones in which the environment has its public hosts. */
export const ownZones = (model: EnvironmentModel): readonly string[] => {
  const found =
    zonesOfModels.get(model) ??
    model.entities.zone.flatMap(({ name, isPrivate }) =>
      isKnown(name) && isPrivate !== 'yes' ? [String(name.value).toLowerCase()] : [],
    )
  zonesOfModels.set(model, found)
  return found
}

/** Every name and every difference asks for them. */
const zonesOfModels = new WeakMap<EnvironmentModel, readonly string[]>()

/** The longest own zone that a host lies in. */
export const zoneOf = (host: string, zones: readonly string[]): string | undefined =>
  zones
    .filter(zone => host === zone || host.endsWith(`.${zone}`))
    .sort((one, other) => other.length - one.length)
    .at(0)

/**
 * The zone below which a host has its place. A zone that was made for one host, below one in which the environment serves others, is that
 * host's and not the environment's.
 */
const baseOf = (host: string, zones: readonly string[], served: readonly string[]): string | undefined => {
  const zone = zoneOf(host, zones)
  if (zone !== host || served.some(other => other.endsWith(`.${zone}`))) return zone
  const outer = zoneOf(
    host,
    zones.filter(other => other !== zone),
  )
  return outer !== undefined && served.some(other => zoneOf(other, zones) === outer) ? outer : zone
}

const leaves = (value: Value, role: string): readonly { value: Value; role: string }[] => {
  const items = itemsOf(value)
  if (items) return items.flatMap(item => leaves(item, role))
  if (value.kind === 'map') return [...value.entries].flatMap(([key, entry]) => leaves(entry, `${role}.${key}`))
  return [{ value, role }]
}

const mentionsIn = (value: Value, role: string, urlsOnly: boolean): readonly Omit<HostMention, 'at'>[] => {
  if (value.sensitive || !isKnown(value) || typeof value.value !== 'string') return []
  return value.value.split(/[\s,]+/).flatMap(text => {
    const url = isUrl.exec(text)
    const host = (url?.[1] ?? (urlsOnly ? '' : text)).toLowerCase().replace(/\.$/, '')
    if (!hostPattern.test(host)) return []
    return [{ host, role, value, ...(url ? { url: text } : {}) }]
  })
}

const of = (address: Address, mentions: readonly Omit<HostMention, 'at'>[]): readonly Omit<HostMention, 'at'>[] =>
  mentions.map(mention => ({ ...mention, of: address }))

/** A record that leads public clients somewhere, not one that only says something about a name or is for a network of its own. */
const isServing = (model: EnvironmentModel, { recordType, zone }: DnsRecord): boolean => {
  const found = zone && resolveEntity(model, 'zone', zone)
  if (found?.kind === 'entity' && found.entity.isPrivate === 'yes') return false
  return !isKnown(recordType) || ['A', 'AAAA', 'CNAME'].includes(String(recordType.value))
}

/** Texts of settings that identify rather than locate: an issuer need not be a host that anybody calls. */
const identities = (model: EnvironmentModel): ReadonlySet<string> =>
  new Set(
    model.apps
      .flatMap(app => [...app.issuersAccepted, ...app.issuersMinted, ...app.audiences])
      .flatMap(value => (isKnown(value) ? [String(value.value)] : [])),
  )

/**
 * Every public host that an environment mentions: records, host conditions of rules, aliases of distributions, URLs in application settings,
 * host names among its inputs. Only hosts inside its own zones count.
 */
export const mentionedHosts = (
  model: EnvironmentModel,
  learnt: ReadonlySet<string> = new Set(),
): readonly HostMention[] => {
  const roleOf = (name: string): string => roleName(name, model.name, learnt)
  const zones = ownZones(model)
  const identifying = identities(model)
  const settings = model.apps.flatMap(app =>
    app.settings
      .filter(({ value }) => !(isKnown(value) && identifying.has(String(value.value))))
      .flatMap(({ key, value }) => mentionsIn(value, `setting ${app.id} ${key.replace(/[.[]\d+\]?/g, '')}`, true)),
  )
  const inputs = model.sources.flatMap(source =>
    [...source.inputs].flatMap(([name, value]) =>
      leaves(value, `input ${name}`).flatMap(leaf => mentionsIn(leaf.value, leaf.role, false)),
    ),
  )
  const records = model.entities['dns-record']
    .filter(record => isServing(model, record))
    .flatMap(({ name, address }) => of(address, mentionsIn(name, `record ${roleOf(address.name)}`, false)))
  const conditions = model.entities['listener-rule'].flatMap(rule =>
    rule.conditions.flatMap(condition =>
      condition.field === 'host-header' && !('unknown' in condition.values)
        ? condition.values.flatMap(value =>
            of(rule.address, mentionsIn(value, `rule ${roleOf(rule.address.name)}`, false)),
          )
        : [],
    ),
  )
  const aliases = model.entities.distribution.flatMap(distribution =>
    'unknown' in distribution.aliases
      ? []
      : distribution.aliases.flatMap(value =>
          of(
            distribution.address,
            mentionsIn(value, `distribution ${roleOf(addressKey(distribution.address))}`, false),
          ),
        ),
  )
  const all = [...settings, ...inputs, ...records, ...conditions, ...aliases]
  // An input may hold any name (of a zone, a mail domain); only what is served or called by URL counts by its place below the zone.
  // Its URL does not: two settings that call one host need not call it for the same.
  const serving = [...records, ...conditions, ...aliases]
  const served = [...new Set(serving.map(({ host }) => host))]
  const byName = [...settings, ...serving].flatMap(({ host, value }): readonly Omit<HostMention, 'at'>[] => {
    const zone = baseOf(host, zones, served)
    return zone === undefined ? [] : [{ host, value, role: `host ${roleHost(host, zone, model.name, learnt)}` }]
  })
  return [...all, ...byName]
    .filter(({ host }) => zoneOf(host, zones) !== undefined)
    .map(mention => ({ ...mention, at: mention.value.from.origins[0]?.at ?? mention.value.from.at }))
}

/** A staging host and the production host of the same role, with every pair of URLs that names both. */
export interface HostPair {
  readonly staging: string
  readonly production: string
  /** The roles that both share, surest first. */
  readonly roles: readonly string[]
  readonly urls: readonly { readonly staging: string; readonly production: string; readonly role: string }[]
  readonly mentions: { readonly staging: readonly HostMention[]; readonly production: readonly HostMention[] }
}

const hostCount = (mentions: readonly HostMention[]): number => new Set(mentions.map(({ host }) => host)).size

const byRole = (mentions: readonly HostMention[]) => groupBy(mentions, ({ role }) => role)

/** Pairs hosts by role. A role with several hosts on both sides pairs those of equal name; one with one host on a side pairs it with each of the other. */
export const pairHosts = (staging: readonly HostMention[], production: readonly HostMention[]): readonly HostPair[] => {
  const pairs = new Map<string, ReturnType<typeof newPair>>()
  const productions = byRole(production)
  for (const [role, stagings] of byRole(staging)) {
    const twins = productions.get(role) ?? []
    const several = hostCount(stagings) > 1 && hostCount(twins) > 1
    for (const one of stagings) {
      for (const other of twins) {
        if (several && one.host !== other.host) continue
        const key = `${one.host}\u0000${other.host}`
        const pair = pairs.get(key) ?? newPair(one, other)
        pairs.set(key, pair)
        pair.roles.add(role)
        if (one.url !== undefined && other.url !== undefined)
          pair.urls.push({ staging: one.url, production: other.url, role })
        pair.mentions.staging.push(one)
        pair.mentions.production.push(other)
      }
    }
  }
  return [...pairs.values()].map(pair => ({ ...pair, roles: [...pair.roles] }))
}

const newPair = (one: HostMention, other: HostMention) => ({
  staging: one.host,
  production: other.host,
  roles: new Set<string>(),
  urls: [] as HostPair['urls'][number][],
  mentions: { staging: [] as HostMention[], production: [] as HostMention[] },
})
