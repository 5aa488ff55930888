import type { DnsRecord } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown, isString, type Value } from '../../model/value.ts'

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

export type Completeness =
  | { readonly kind: 'whole' }
  | { readonly kind: 'lacks'; readonly what: string; readonly add: string }
  | { readonly kind: 'open'; readonly decides: readonly Value[] }

interface Need {
  readonly of: 'location' | 'failover'
  readonly value: string
  /** What clients see without it. */
  readonly without: string
  readonly add: string
}

const needs: Partial<Record<DnsRecord['routing'], readonly Need[]>> = {
  geolocation: [
    {
      of: 'location',
      value: '*',
      without: 'clients whose place has no record, or is not known, get no answer',
      add: 'add a record for the default location *',
    },
  ],
  failover: [
    {
      of: 'failover',
      value: 'PRIMARY',
      without: 'there is no primary record, and clients are sent where the secondary one leads',
      add: 'add the primary record',
    },
    {
      of: 'failover',
      value: 'SECONDARY',
      without: 'there is no secondary record to fail over to',
      add: 'add the secondary record',
    },
  ],
}

const meets = (records: readonly DnsRecord[], { of, value, without, add }: Need): Completeness => {
  const isIt = (record: DnsRecord): boolean => {
    const own = record[of]
    return isKnown(own) && String(own.value).toUpperCase() === value
  }
  if (records.some(record => record.exists === 'yes' && isIt(record))) return { kind: 'whole' }
  const decides = records.flatMap((record): readonly Value[] => {
    const own = record[of]
    if (own && !isKnown(own)) return [own]
    return isIt(record) && record.existsBecause ? [record.existsBecause] : []
  })
  return decides.length > 0 ? { kind: 'open', decides } : { kind: 'lacks', what: without, add }
}

/** Whether a set has an answer for everybody. */
export const completenessOf = ({ routing, records }: RecordSet): Completeness => {
  const answers = (needs[routing] ?? []).map(need => meets(records, need))
  const first = (kind: Completeness['kind']) => answers.find(answer => answer.kind === kind)
  return first('lacks') ?? first('open') ?? { kind: 'whole' }
}
