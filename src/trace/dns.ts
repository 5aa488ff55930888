import { decidersOf, displayValue } from '../model/deciders.ts'
import type { DnsRecord, Zone } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { Decider } from '../model/trace.ts'
import type { Truth } from '../model/truth.ts'
import { isKnown, isReadable, type Value } from '../model/value.ts'
import { type Entry, entryOf } from './entry.ts'
import { equalsText } from './match-value.ts'

export type DnsAnswer =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly records: readonly DnsRecord[] }
  | { readonly kind: 'name-not-found'; readonly zone: Zone | undefined; readonly because: string }
  | { readonly kind: 'loop'; readonly records: readonly DnsRecord[] }
  | {
      readonly kind: 'undetermined'
      readonly because: string
      readonly decides: readonly Decider[]
      readonly record?: DnsRecord
    }

const isWithin = (host: string, zone: string): boolean => host === zone || host.endsWith(`.${zone}`)

/** Names of the zones that public clients see, longest first. Zones of which the name is not known are left out. */
const zonesFor = (model: EnvironmentModel, host: string): readonly Zone[] =>
  model.entities.zone
    .filter(zone => zone.isPrivate !== 'yes' && isReadable(zone.name) && isWithin(host, String(zone.name.value)))
    .sort(
      (one, other) =>
        String((other.name as { value: unknown }).value).length - String((one.name as { value: unknown }).value).length,
    )

const isPrivate = (model: EnvironmentModel, record: DnsRecord): boolean => {
  if (record.zone === undefined) return false
  const zone = resolveEntity(model, 'zone', record.zone)
  return zone.kind === 'entity' && zone.entity.isPrivate === 'yes'
}

/** The CNAME by which ACM validates a domain begins with `_` (ACM guide, "DNS validation"): never a host that clients use. */
const isValidation = ({ name }: DnsRecord): boolean =>
  name.kind === 'reference' && name.attribute.includes('resource_record_name')

interface PublicRecords {
  readonly records: readonly DnsRecord[]
  readonly byName: ReadonlyMap<string, readonly DnsRecord[]>
  /** Names that were asked for already. */
  readonly answers: Map<string, DnsAnswer>
}

const remembered = new WeakMap<EnvironmentModel, PublicRecords>()

/** The records that public clients see; a model does not change once it is built. */
const publicRecords = (model: EnvironmentModel): PublicRecords => {
  const made = remembered.get(model)
  if (made) return made
  const records = model.entities['dns-record'].filter(record => record.exists !== 'no' && !isPrivate(model, record))
  const byName = new Map<string, DnsRecord[]>()
  for (const record of records) {
    if (!isReadable(record.name)) continue
    const name = String(record.name.value)
    byName.set(name, [...(byName.get(name) ?? []), record])
  }
  const result = { records, byName, answers: new Map<string, DnsAnswer>() }
  remembered.set(model, result)
  return result
}

const hasAddress = (record: DnsRecord): Truth => {
  if (isValidation(record)) return 'no'
  if (!isKnown(record.recordType)) return 'undetermined'
  return ['A', 'AAAA', 'CNAME'].includes(String(record.recordType.value).toUpperCase()) ? 'yes' : 'no'
}

/** The name of the wildcard record that answers for a host: closest encloser, RFC 4592 section 3.3. */
const wildcardFor = (records: readonly DnsRecord[], host: string): string | undefined => {
  const names = records.flatMap(record => (isReadable(record.name) ? [String(record.name.value)] : []))
  if (names.some(name => isWithin(name, host))) return undefined
  const labels = host.split('.')
  for (let cut = 1; cut < labels.length; cut++) {
    const parent = labels.slice(cut).join('.')
    const wildcard = `*.${parent}`
    if (names.includes(wildcard)) return wildcard
    if (names.some(name => isWithin(name, parent))) return undefined
  }
  return undefined
}

const undetermined = (because: string, value: Value, record?: DnsRecord): DnsAnswer => ({
  kind: 'undetermined',
  because,
  decides: decidersOf(value),
  ...(record ? { record } : {}),
})

const followTarget = (
  model: EnvironmentModel,
  record: DnsRecord,
  target: Value,
  chain: readonly DnsRecord[],
): DnsAnswer => {
  const entry = entryOf(model, target)
  if (entry) return { kind: 'entry', entry, records: chain }
  if (!isReadable(target)) return undetermined(`it points at ${displayValue(target)}`, target, record)
  const name = String(target.value).toLowerCase().replace(/\.$/, '')
  if (chain.some(({ name: earlier }) => isKnown(earlier) && earlier.value === name))
    return { kind: 'loop', records: chain }
  const next = resolveName(model, name, chain)
  if (next.kind !== 'name-not-found' || next.zone !== undefined) return next
  const decides = [{ names: `what answers at ${name}`, at: target.from.origins[0]?.at ?? target.from.at }]
  return { kind: 'undetermined', because: `it points at ${name}, which is not among the sources`, decides, record }
}

/** Records of one name with a routing policy: those that get a share of the queries. */
const active = (records: readonly DnsRecord[]): readonly DnsRecord[] => {
  const weighted = records.filter(({ weight }) => !(weight && isKnown(weight) && Number(weight.value) === 0))
  return weighted.length > 0 ? weighted : records
}

/**
 * Who answers for a name, as a client on the internet would find out (Route 53 developer guide): longest zone, exact record before wildcard,
 * alias and CNAME followed. Records that other configurations may have made in a looked-up zone are not known: only what the sources say counts.
 */
export const resolveName = (model: EnvironmentModel, host: string, chain: readonly DnsRecord[] = []): DnsAnswer => {
  if (chain.length > 0) return answerFor(model, host, chain)
  const { answers } = publicRecords(model)
  const found = answers.get(host) ?? answerFor(model, host, chain)
  answers.set(host, found)
  return found
}

const answerFor = (model: EnvironmentModel, host: string, chain: readonly DnsRecord[]): DnsAnswer => {
  const [zone] = zonesFor(model, host)
  const { records, byName } = publicRecords(model)
  const exact = byName.get(host) ?? []
  const wildcard = exact.length === 0 ? wildcardFor(records, host) : undefined
  const named = wildcard === undefined ? exact : (byName.get(wildcard) ?? [])
  const answering = active(named.filter(record => hasAddress(record) !== 'no'))

  if (answering.length === 0) {
    const names = [host, ...wildcardNames(host)]
    const possible = records.find(
      record =>
        !isReadable(record.name) &&
        hasAddress(record) !== 'no' &&
        names.some(name => equalsText(record.name, name) === 'undetermined'),
    )
    if (possible)
      return undetermined(`a record named ${displayValue(possible.name)} may be this one`, possible.name, possible)
    const hidden = model.entities.zone.find(
      ({ name }) => !isReadable(name) && equalsText(name, host) === 'undetermined',
    )
    if (zone === undefined && hidden)
      return undetermined(`the zone ${displayValue(hidden.name)} may hold it`, hidden.name)
    const because = zone
      ? named.length > 0
        ? `${host} has no A, AAAA or CNAME record`
        : `no record ${host} and no wildcard for it in zone ${displayValue(zone.name)}`
      : `no zone of ${host} is among the sources`
    return { kind: 'name-not-found', zone, because }
  }

  const doubtful = answering.find(record => record.exists === 'undetermined')
  if (doubtful?.existsBecause && answering.every(record => record.exists === 'undetermined'))
    return undetermined('whether its record exists is not known', doubtful.existsBecause, doubtful)

  const answers = answering.map((record): DnsAnswer => {
    const target = record.alias?.target ?? record.values?.[0]
    if (target === undefined) return undetermined('its record has no target', record.name, record)
    return followTarget(model, record, target, [...chain, record])
  })
  const [first] = answers as [DnsAnswer, ...DnsAnswer[]]
  const agree = answers.every(
    answer =>
      answer.kind === first.kind &&
      (answer.kind !== 'entry' || (first.kind === 'entry' && answer.entry === first.entry)),
  )
  if (agree) return first
  const decided = answers.find(answer => answer.kind === 'undetermined')
  if (decided) return decided
  const at = (answering[0] as DnsRecord).at
  return {
    kind: 'undetermined',
    because: 'several records share the name and point at different targets',
    decides: [{ names: `routing policy of ${host}`, at }],
  }
}

const wildcardNames = (host: string): readonly string[] => {
  const labels = host.split('.')
  return labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join('.')}`)
}
