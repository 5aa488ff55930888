import { decidersOf } from '../model/deciders.ts'
import type { LoadBalancer, Permission, SecurityGroup, Service } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { Decider } from '../model/trace.ts'
import { every, some, type Truth, truthOf } from '../model/truth.ts'
import { isKnown, itemsOf, sameAddress, type Value } from '../model/value.ts'

export interface NetworkAnswer {
  readonly truth: Truth
  /** Where it cannot be told: what would tell. */
  readonly decides: readonly Decider[]
  /** The groups of the tasks, and what they let in. */
  readonly groups: readonly SecurityGroup[]
  readonly ingress: readonly Permission[]
}

const membersOf = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : (itemsOf(value) ?? [value])

/** The rules of a group that let connections in: those written in it, and those that are resources of their own. */
const ingressOf = (
  model: EnvironmentModel,
  group: SecurityGroup,
): readonly { permission: Permission; sure: Truth }[] => [
  ...group.ingress.map(permission => ({ permission, sure: 'yes' as const })),
  ...model.entities['security-group-rule'].flatMap(rule => {
    const owner = resolveEntity(model, 'security-group', rule.group)
    if (owner.kind === 'entity' && owner.entity !== group) return []
    const isIngress: Truth = isKnown(rule.direction) ? truthOf(rule.direction.value === 'ingress') : 'undetermined'
    const sure = every([owner.kind === 'entity' ? 'yes' : 'undetermined', rule.exists, isIngress])
    return sure === 'no' ? [] : [{ permission: rule.permission, sure }]
  }),
]

const takesPort = ({ protocol, fromPort, toPort }: Permission, port: number): Truth => {
  if (!isKnown(protocol)) return 'undetermined'
  const name = String(protocol.value).toLowerCase()
  if (name === '-1') return 'yes'
  if (name !== 'tcp' && name !== '6') return 'no'
  if (fromPort === undefined || toPort === undefined) return 'yes'
  if (!isKnown(fromPort) || !isKnown(toPort)) return 'undetermined'
  return truthOf(Number(fromPort.value) <= port && port <= Number(toPort.value))
}

/** Which addresses a load balancer has in a range or prefix list is not known; that everybody is in `0.0.0.0/0` is. */
const takesSource = (permission: Permission, sources: readonly Value[]): Truth => {
  const { ranges, groups, prefixLists } = permission
  const ofRanges: Truth =
    'unknown' in ranges
      ? 'undetermined'
      : some(ranges.map(range => (isKnown(range) && range.value === '0.0.0.0/0' ? 'yes' : 'undetermined')))
  const ofGroups: Truth =
    'unknown' in groups
      ? 'undetermined'
      : some(groups.flatMap(group => sources.map(source => sameGroup(group, source))))
  const ofLists: Truth = 'unknown' in prefixLists || prefixLists.length > 0 ? 'undetermined' : 'no'
  return some([ofRanges, ofGroups, ofLists])
}

const sameGroup = (one: Value, other: Value): Truth => {
  if (one.kind === 'reference' && other.kind === 'reference') return truthOf(sameAddress(one.to, other.to))
  if (isKnown(one) && isKnown(other)) return truthOf(one.value === other.value)
  return 'undetermined'
}

/** Whether the security groups of a service's tasks let its load balancer's connections in on a port. */
export const letsIn = (
  model: EnvironmentModel,
  service: Service,
  loadBalancer: LoadBalancer,
  port: number,
): NetworkAnswer => {
  const own = membersOf(service.securityGroups)
  const sources = membersOf(loadBalancer.securityGroups)
  const decides: Decider[] = []
  const groups: SecurityGroup[] = []
  const ingress: Permission[] = []
  const truths = own.map((value): Truth => {
    const group = resolveEntity(model, 'security-group', value)
    if (group.kind === 'undetermined') {
      decides.push(...decidersOf(group.decides))
      return 'undetermined'
    }
    const rules = ingressOf(model, group.entity)
    groups.push(group.entity)
    ingress.push(...rules.map(({ permission }) => permission))
    const truth = some(
      rules.map(({ permission, sure }) => every([sure, takesPort(permission, port), takesSource(permission, sources)])),
    )
    if (truth === 'undetermined')
      decides.push({ names: `ingress of ${group.entity.address.name}`, at: group.entity.at })
    return truth
  })
  if (own.length === 0 || sources.length === 0)
    return {
      truth: 'undetermined',
      decides: [{ names: `security groups of ${service.address.name}`, at: service.at }],
      groups,
      ingress,
    }
  const truth = some(truths)
  return { truth, decides: truth === 'undetermined' ? decides : [], groups, ingress }
}
