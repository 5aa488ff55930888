import type { DnsRecord } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown, isString } from '../../model/value.ts'

/** The records of one name and type that share a routing policy. */
export interface RecordSet {
  readonly name: string
  readonly type: string
  readonly routing: DnsRecord['routing']
  readonly records: readonly DnsRecord[]
}

/** Sets of several answers, by name and type; the simple ones are left out. */
export const recordSets = (model: EnvironmentModel): readonly RecordSet[] => {
  const sets = new Map<string, RecordSet>()
  for (const record of model.entities['dns-record']) {
    const { name, recordType, routing, exists } = record
    if (routing === 'simple' || exists === 'no' || !isString(name) || !isString(recordType)) continue
    const [host, type] = [name.value.toLowerCase(), recordType.value.toUpperCase()]
    const key = `${host} ${type} ${routing}`
    const before = sets.get(key)
    sets.set(key, { name: host, type, routing, records: [...(before?.records ?? []), record] })
  }
  return [...sets.values()]
}

/** What a set lacks, in words; nothing where it lacks nothing or that is not known. */
export const lackOf = ({ routing, records }: RecordSet): string | undefined => {
  if (routing === 'geolocation' && records.every(({ location }) => isKnown(location)))
    return records.some(({ location }) => isKnown(location) && location.value === '*')
      ? undefined
      : 'clients whose place has no record, or is not known, get no answer'
  if (routing !== 'failover') return undefined
  const roles = records.map(({ failover }) => (isString(failover) ? failover.value.toUpperCase() : undefined))
  return roles.includes(undefined) || roles.includes('SECONDARY')
    ? undefined
    : 'there is no secondary record to fail over to'
}
