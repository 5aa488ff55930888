import type { DnsRecord, Zone } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'
import { resolveName } from '../../trace/dns.ts'
import { hostsIn } from '../settings/hosts-in.ts'

/** A host that a service is told, and the private zone that answers in its VPC in place of the public one. */
export interface Shadowed {
  readonly host: string
  readonly app: string
  readonly setting: Value
  readonly zone: Zone
  /** What says whether the zone is there, and whether it has a record for the host, where that is not known. */
  readonly open: readonly Value[]
}

const nameOf = ({ name }: Zone | DnsRecord): string => (isString(name) ? name.value.toLowerCase() : '')

const isFor = (record: DnsRecord, host: string): boolean => {
  const own = nameOf(record)
  return own === host || (own.startsWith('*.') && host.endsWith(own.slice(1)))
}

/** The private zones that answer for a host: those with the longest name. Several of one name are in networks of their own. */
const closestZones = (zones: readonly Zone[], host: string): readonly Zone[] => {
  const above = zones.filter(zone => host === nameOf(zone) || host.endsWith(`.${nameOf(zone)}`))
  const longest = Math.max(...above.map(zone => nameOf(zone).length))
  return above.filter(zone => nameOf(zone).length === longest)
}

/** What is not known of a host's records in a zone; nothing where it has one for sure. */
const openIn = (model: EnvironmentModel, zones: readonly Zone[], host: string): readonly Value[] | undefined => {
  const open: Value[] = []
  for (const record of model.entities['dns-record']) {
    if (record.exists === 'no') continue
    const owner = record.zone && resolveEntity(model, 'zone', record.zone)
    if (owner?.kind === 'entity' && !zones.includes(owner.entity)) continue
    // A record whose zone is not known may be one of this zone.
    if (owner?.kind !== 'entity') open.push(...(record.zone && isFor(record, host) ? [record.zone] : []))
    else if (!isString(record.name)) open.push(record.name)
    else if (isFor(record, host)) {
      if (record.exists === 'yes') return undefined
      open.push(record.existsBecause ?? record.name)
    }
  }
  return open
}

/** Private zones that the sources make; what is in one that is looked up is not known. */
export const shadowedHosts = (model: EnvironmentModel): readonly Shadowed[] => {
  const zones = model.entities.zone.filter(
    ({ isPrivate, exists, name }) => isPrivate === 'yes' && exists !== 'no' && isString(name),
  )
  if (zones.length === 0) return []
  const told = model.apps.flatMap(({ id, settings }) =>
    settings.flatMap(({ value }) =>
      hostsIn(value).map(host => ({ host, app: id.split('/').at(-1) ?? id, setting: value })),
    ),
  )
  return told.flatMap(({ host, app, setting }): readonly Shadowed[] => {
    const closest = closestZones(zones, host)
    const [zone] = closest
    if (!zone || closest.some(({ isLookup }) => isLookup) || resolveName(model, host).kind !== 'entry') return []
    const open = openIn(model, closest, host)
    const isThere = closest.some(({ exists }) => exists === 'yes')
    const said = isThere ? [] : closest.flatMap(({ existsBecause }) => existsBecause ?? [])
    return open ? [{ host, app, setting, zone, open: [...said, ...open] }] : []
  })
}
