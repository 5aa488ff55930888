import type { DnsRecord } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Truth } from '../../model/truth.ts'
import { isKnown, isString, type Value } from '../../model/value.ts'
import { type Entry, entryOf } from '../../trace/entry.ts'

/** How a host fares for clients that have no IPv4. */
export type Ipv6 =
  | { readonly kind: 'served'; readonly record: DnsRecord }
  | { readonly kind: 'open'; readonly record: DnsRecord; readonly decides: readonly Value[] }
  /** There is a record, and what it leads to has IPv4 addresses only: queries get no answer. */
  | { readonly kind: 'ipv4-only'; readonly record: DnsRecord; readonly entry: Entry; readonly said: Value | undefined }
  | { readonly kind: 'missing' }

/** What says whether a load balancer or a distribution has IPv6 addresses. */
const switchOf = (entry: Entry | undefined): Value | undefined => {
  if (entry?.kind === 'load-balancer') return entry.ipAddressType
  return entry?.kind === 'distribution' ? entry.isIpv6Enabled : undefined
}

/** Load balancers have IPv4 addresses only unless they say otherwise (ELB API Reference, "CreateLoadBalancer"). */
const hasIpv6 = (entry: Entry | undefined): Truth => {
  const said = switchOf(entry)
  if (entry?.kind === 'load-balancer' && !said) return entry.isLookup ? 'undetermined' : 'no'
  if (!isKnown(said)) return 'undetermined'
  return said.value === true || String(said.value).startsWith('dualstack') ? 'yes' : 'no'
}

const recordsOf = ({ entities }: EnvironmentModel, host: string, type: 'A' | 'AAAA'): readonly DnsRecord[] =>
  entities['dns-record'].filter(
    ({ name, exists, recordType }) =>
      exists !== 'no' &&
      isString(name) &&
      name.value.toLowerCase() === host &&
      isString(recordType) &&
      recordType.value.toUpperCase() === type,
  )

export const ipv4RecordOf = (model: EnvironmentModel, host: string): DnsRecord | undefined =>
  recordsOf(model, host, 'A')[0]

export const ipv6Of = (model: EnvironmentModel, host: string): Ipv6 => {
  const answers = recordsOf(model, host, 'AAAA').map((record): Exclude<Ipv6, { kind: 'missing' }> => {
    const entry = record.alias && entryOf(model, record.alias.target)
    const has = record.alias ? hasIpv6(entry) : 'yes'
    const said = switchOf(entry)
    if (entry && has === 'no') return { kind: 'ipv4-only', record, entry, said }
    if (record.exists === 'yes' && has === 'yes') return { kind: 'served', record }
    const decides = [record.exists === 'yes' ? undefined : record.existsBecause, has === 'yes' ? undefined : said]
    return { kind: 'open', record, decides: decides.flatMap(each => each ?? []) }
  })
  const first = (kind: Ipv6['kind']) => answers.find(answer => answer.kind === kind)
  return first('served') ?? first('open') ?? first('ipv4-only') ?? { kind: 'missing' }
}
