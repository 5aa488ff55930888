import type { DnsRecord, LoadBalancer } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { Truth } from '../model/truth.ts'
import { isKnown, type Value } from '../model/value.ts'
import { entryOf } from './entry.ts'

const leading = new Set(['A', 'AAAA', 'CNAME'])

/** Route 53 guide, "Weighted routing": a weight of 0 beside others gets no queries. */
const isAnswered = ({ exists, recordType, weight }: DnsRecord): boolean =>
  exists !== 'no' &&
  (!isKnown(recordType) || leading.has(String(recordType.value))) &&
  !(weight && isKnown(weight) && Number(weight.value) === 0)

/** Everything that can send clients somewhere: records, origins, endpoints of accelerators. */
const pointers = ({ entities }: EnvironmentModel): readonly Value[] => [
  ...entities['dns-record'].filter(isAnswered).flatMap(({ alias, values = [] }) => (alias ? [alias.target] : values)),
  ...entities.distribution.flatMap(({ origins }) => origins.map(({ domainName }) => domainName)),
  ...entities['endpoint-group'].flatMap(({ endpoints }) => endpoints.map(({ endpoint }) => endpoint)),
]

/**
 * Whether anything leads clients to a load balancer. `no` only where others are led to and no target is unknown (a reference to a load balancer
 * of the sources is followed): one that stands by in another region gets no requests.
 */
export const isLedTo = (model: EnvironmentModel, balancer: LoadBalancer): Truth => {
  let others = 0
  let isOpen = false
  for (const target of pointers(model)) {
    const entry = entryOf(model, target)
    if (entry === balancer) return 'yes'
    if (entry) others++
    else if (target.kind === 'unknown') isOpen = true
  }
  const behindApi = model.entities['api-integration'].some(({ target: { uri } }) => {
    const listener = uri && resolveEntity(model, 'listener', uri)
    const on =
      listener?.kind === 'entity' ? resolveEntity(model, 'load-balancer', listener.entity.loadBalancer) : undefined
    return on?.kind === 'entity' && on.entity === balancer
  })
  if (behindApi) return 'yes'
  return others > 0 && !isOpen ? 'no' : 'undetermined'
}
