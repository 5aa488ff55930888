import type { DnsRecord } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { addressKey, isString, type Value } from '../../model/value.ts'

/** Records that Route 53 does not take, and why. */
export interface RefusedRecord {
  readonly record: DnsRecord
  readonly why: string
  /** The record that it cannot stand beside. */
  readonly beside?: DnsRecord
  /** What would have to be known to say so. */
  readonly open?: Value
}

interface Placed {
  readonly record: DnsRecord
  readonly zone: string
  readonly zoneName: string | undefined
  readonly name: string
}

const placed = (model: EnvironmentModel): readonly Placed[] =>
  model.entities['dns-record'].flatMap(record => {
    const zone = record.zone && resolveEntity(model, 'zone', record.zone)
    if (!isString(record.name) || record.exists !== 'yes' || zone?.kind !== 'entity') return []
    const { name, address } = zone.entity
    return [
      { record, zone: addressKey(address), zoneName: isString(name) ? name.value : undefined, name: record.name.value },
    ]
  })

const typeOf = ({ recordType }: DnsRecord): string | undefined =>
  isString(recordType) ? recordType.value.toUpperCase() : undefined

/** RFC 1034 section 3.6.2: a name with a CNAME has nothing else, and the top of a zone has its SOA and NS records. */
const atApex = ({ record, zoneName, name }: Placed): readonly RefusedRecord[] => {
  if (zoneName === undefined || name.toLowerCase() !== zoneName.toLowerCase()) return []
  const type = typeOf(record)
  const why = 'the top of a zone cannot be a CNAME'
  if (type === 'CNAME') return [{ record, why }]
  return type === undefined ? [{ record, why, open: record.recordType }] : []
}

/** Route 53 developer guide, "Values that are common for … records": one routing policy for a name and type, each record with its identifier. */
const besideOthers = ({ record, name }: Placed, others: readonly Placed[]): readonly RefusedRecord[] => {
  const type = typeOf(record)
  for (const { record: other, name: otherName } of others) {
    const otherType = typeOf(other)
    if (otherName !== name || type === undefined || otherType === undefined) continue
    if ((type === 'CNAME') !== (otherType === 'CNAME'))
      return [{ record, beside: other, why: 'a CNAME stands alone at its name' }]
    if (type !== otherType) continue
    if (record.routing !== other.routing)
      return [{ record, beside: other, why: 'records of one name and type have one routing policy' }]
    if (record.routing === 'simple') return [{ record, beside: other, why: 'a name has one simple record of a type' }]
    const [one, two] = [record.setIdentifier, other.setIdentifier]
    if (isString(one) && isString(two) && one.value === two.value)
      return [{ record, beside: other, why: `two records have the identifier ${one.value}` }]
  }
  return []
}

/** Only records of one configuration are compared: of two that are applied by themselves one may be what replaces the other. */
export const refusedRecords = (model: EnvironmentModel): readonly RefusedRecord[] => {
  const byZone = new Map<string, Placed[]>()
  const found: RefusedRecord[] = []
  for (const each of placed(model)) {
    const key = `${each.record.address.source} ${each.zone} ${each.name}`
    const before = byZone.get(key) ?? []
    found.push(...atApex(each), ...besideOthers(each, before))
    byZone.set(key, [...before, each])
  }
  return found
}
