import type { DnsRecord, LoadBalancer } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import { isKnown, type Value } from '../model/value.ts'
import { entryOf } from './entry.ts'

const weightOf = ({ weight }: DnsRecord): number | undefined =>
  weight && isKnown(weight) && weight.value !== null ? Number(weight.value) : undefined

const isSameName = (one: DnsRecord, other: DnsRecord): boolean =>
  isKnown(one.name) && isKnown(other.name) && one.name.value === other.name.value

/** Route 53 guide, "Weighted routing": a record of weight 0 gets no queries while another of its name has more. */
const isPassedOver = (record: DnsRecord, records: readonly DnsRecord[]): boolean =>
  weightOf(record) === 0 &&
  records.some(other => other.exists === 'yes' && isSameName(record, other) && (weightOf(other) ?? 0) > 0)

const targetsOf = ({ alias, values = [] }: DnsRecord): readonly Value[] => (alias ? [alias.target] : values)

/** What leads requests somewhere without a record of its own: origins, endpoints of accelerators, VPC links. */
const otherWays = ({ entities }: EnvironmentModel): readonly Value[] => [
  ...entities.distribution.flatMap(({ origins }) => origins.map(({ domainName }) => domainName)),
  ...entities['endpoint-group'].flatMap(({ endpoints }) => endpoints.map(({ endpoint }) => endpoint)),
]

const hasVpcLink = (model: EnvironmentModel, balancer: LoadBalancer): boolean =>
  model.entities['api-integration'].some(({ target: { uri } }) => {
    const listener = uri && resolveEntity(model, 'listener', uri)
    if (listener?.kind !== 'entity') return false
    const on = resolveEntity(model, 'load-balancer', listener.entity.loadBalancer)
    return on.kind === 'entity' && on.entity === balancer
  })

/**
 * Whether a load balancer surely stands by, as one in another region does: it has records, all of them passed over for others of their names,
 * and nothing else leads to it. One without any record does not: its records may be made elsewhere.
 */
export const standsBy = (model: EnvironmentModel, balancer: LoadBalancer): boolean => {
  const records = model.entities['dns-record'].filter(({ exists }) => exists !== 'no')
  const own = records.filter(record => targetsOf(record).some(target => entryOf(model, target) === balancer))
  return (
    own.length > 0 &&
    own.every(record => isPassedOver(record, records)) &&
    !otherWays(model).some(target => entryOf(model, target) === balancer) &&
    !hasVpcLink(model, balancer)
  )
}
