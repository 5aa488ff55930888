import { aliasTarget } from '../aws/domain-name.ts'
import type { DnsRecord, Entity, Zone } from '../model/entity.ts'
import type { Address, Value } from '../model/value.ts'
import { addressKey, isString, unknown } from '../model/value.ts'

const lastText = (name: Value): string | undefined => {
  const end = name.kind === 'template' ? name.parts.at(-1) : name
  return isString(end) ? end.value : undefined
}

const append = (name: Value, ending: string): Value => {
  if (isString(name)) return { ...name, value: name.value === '' ? ending.slice(1) : `${name.value}${ending}` }
  if (name.kind !== 'template') return name
  const parts = name.parts.map((part, index) =>
    index === name.parts.length - 1 && isString(part) ? { ...part, value: `${part.value}${ending}` } : part,
  )
  return { ...name, parts }
}

/**
 * The AWS provider appends the zone's name to a record's name that does not end with it. It compares ends of text, not labels:
 * `notexample.com` counts as a name in `example.com`.
 */
const inZone = (name: Value, zone: Value): Value => {
  const end = lastText(name)
  if (end === undefined) return name
  if (isString(zone)) {
    const ending = zone.value.toLowerCase()
    return end.endsWith(ending) ? name : append(name, `.${ending}`)
  }
  // Without the zone's name a name with dots is taken as written; a single label is relative for sure.
  if (!isString(name) || name.value.includes('.')) return name
  const parts = name.value === '' ? [zone] : [{ ...name, value: `${name.value}.` }, zone]
  return { kind: 'template', parts, from: name.from }
}

const zoneName = (zone: Zone | undefined, record: DnsRecord): Value =>
  zone?.name ??
  unknown({ kind: 'outside', names: `name of the zone of ${record.address.name}` }, (record.zone ?? record.name).from)

/** A zone may be written by its name (CloudFormation's `HostedZoneName`), where that is the name of one zone only. */
const zoneReference = (zone: Value, zones: readonly Zone[]): Value => {
  if (!isString(zone) || !zone.value.includes('.')) return zone
  const name = zone.value.replace(/\.$/, '').toLowerCase()
  const found = zones.filter(each => isString(each.name) && each.name.value.toLowerCase() === name)
  const [only] = found
  return only && found.length === 1 ? { kind: 'reference', to: only.address, attribute: [], from: zone.from } : zone
}

/**
 * What a record can only know once links are made: the zone it is in, its full name, and what its alias points at. Relative names are
 * Terraform's; CloudFormation's are complete.
 */
export const completeRecords = (
  entities: readonly Entity[],
  isTerraform: (address: Address) => boolean,
): readonly Entity[] => {
  const zones = entities.filter(entity => entity.kind === 'zone')
  const byAddress = new Map(zones.map(zone => [addressKey(zone.address), zone]))
  return entities.map(entity => {
    if (entity.kind !== 'dns-record') return entity
    const zone = entity.zone && zoneReference(entity.zone, zones)
    const own = zone?.kind === 'reference' ? byAddress.get(addressKey(zone.to)) : undefined
    return {
      ...entity,
      ...(zone ? { zone } : {}),
      ...(entity.alias ? { alias: { ...entity.alias, target: aliasTarget(entity.alias.target) } } : {}),
      name: isTerraform(entity.address) ? inZone(entity.name, zoneName(own, entity)) : entity.name,
    }
  })
}
