import type { DnsRecord, Zone } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'
import { equalsText } from '../../trace/match-value.ts'

/** A public zone with records that an environment makes, below another that it knows. */
export interface ChildZone {
  readonly zone: Zone
  readonly name: string
  readonly parent: Zone
  /** Its name below the parent's. */
  readonly label: string
  /** The NS record that leads to it. */
  readonly delegation: DnsRecord | undefined
  /** Names of NS records of which it is not known whether they lead to it. */
  readonly possible: readonly Value[]
}

const textOf = ({ name }: { readonly name: DnsRecord['name'] }): string | undefined =>
  isString(name) ? name.value.toLowerCase() : undefined

const isPublic = ({ isPrivate, exists }: Zone): boolean => isPrivate === 'no' && exists !== 'no'

export const childZones = (model: EnvironmentModel): readonly ChildZone[] => {
  const zones = model.entities.zone.filter(isPublic)
  return zones.flatMap((zone): readonly ChildZone[] => {
    const name = textOf(zone)
    if (name === undefined || zone.isLookup || zone.exists !== 'yes') return []
    const [parent] = zones
      .filter(other => name.endsWith(`.${textOf(other) ?? ' '}`))
      .sort((one, other) => (textOf(other) ?? '').length - (textOf(one) ?? '').length)
    if (!parent) return []
    const records = model.entities['dns-record'].filter(({ exists }) => exists !== 'no')
    const isInside = ({ zone: of }: DnsRecord): boolean => {
      const owner = of && resolveEntity(model, 'zone', of)
      return owner?.kind === 'entity' && owner.entity === zone
    }
    const isNs = ({ recordType }: DnsRecord): boolean => isString(recordType) && recordType.value.toUpperCase() === 'NS'
    const outside = records.filter(record => isNs(record) && !isInside(record))
    const delegation = outside.find(record => textOf(record) === name)
    const possible = outside.flatMap(record => (equalsText(record.name, name) === 'undetermined' ? [record.name] : []))
    const label = name.slice(0, -1 - (textOf(parent) ?? '').length)
    return records.some(isInside) ? [{ zone, name, parent, label, delegation, possible }] : []
  })
}
