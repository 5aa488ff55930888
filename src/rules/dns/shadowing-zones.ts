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
  /** Records of the zone of which it is not known whether they are the host's, or whether they are there. */
  readonly open: readonly DnsRecord[]
}

const recordsIn = (model: EnvironmentModel, zone: Zone): readonly DnsRecord[] =>
  model.entities['dns-record'].filter(record => {
    const owner = record.zone && resolveEntity(model, 'zone', record.zone)
    return record.exists !== 'no' && owner?.kind === 'entity' && owner.entity === zone
  })

const isFor = ({ name }: DnsRecord, host: string): boolean => {
  if (!isString(name)) return false
  const own = name.value.toLowerCase()
  return own === host || (own.startsWith('*.') && host.endsWith(own.slice(1)))
}

const isAbove = ({ name }: Zone, host: string): boolean =>
  isString(name) && (host === name.value.toLowerCase() || host.endsWith(`.${name.value.toLowerCase()}`))

/** Private zones that the sources make; what is in one that is looked up is not known. */
export const shadowedHosts = (model: EnvironmentModel): readonly Shadowed[] => {
  const zones = model.entities.zone.filter(
    ({ isPrivate, isLookup, exists }) => isPrivate === 'yes' && !isLookup && exists === 'yes',
  )
  if (zones.length === 0) return []
  const told = model.apps.flatMap(({ id, settings }) =>
    settings.flatMap(({ value }) =>
      hostsIn(value).map(host => ({ host, app: id.split('/').at(-1) ?? id, setting: value })),
    ),
  )
  return told.flatMap(({ host, app, setting }): readonly Shadowed[] => {
    const [zone] = zones
      .filter(each => isAbove(each, host))
      .sort(
        (one, other) =>
          String(isString(other.name) && other.name.value).length - String(isString(one.name) && one.name.value).length,
      )
    if (!zone || resolveName(model, host).kind !== 'entry') return []
    const own = recordsIn(model, zone)
    if (own.some(record => record.exists === 'yes' && isFor(record, host))) return []
    return [{ host, app, setting, zone, open: own.filter(record => !isString(record.name) || isFor(record, host)) }]
  })
}
