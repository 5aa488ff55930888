import { decidersOf } from '../model/deciders.ts'
import type { LoadBalancer, Permission, SecurityGroup, Service } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { Decider } from '../model/trace.ts'
import { every, some, someOf, type Truth, truthOf } from '../model/truth.ts'
import { isKnown, itemsOf, known, sameAddress, type Value } from '../model/value.ts'

export interface NetworkAnswer {
  readonly truth: Truth
  /** Where it cannot be told: what would tell. */
  readonly decides: readonly Decider[]
  /** The groups that were asked, and what they let pass. */
  readonly groups: readonly SecurityGroup[]
  readonly permissions: readonly Permission[]
}

export const membersOf = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : (itemsOf(value) ?? [value])

export type Direction = 'ingress' | 'egress'

/** What AWS puts into a group that says nothing of it: everything is let out. */
const everything = ({ at }: SecurityGroup): Permission => ({
  at,
  protocol: known('-1', { at, origins: [] }),
  ranges: [known('0.0.0.0/0', { at, origins: [] })],
  groups: [],
  prefixLists: [],
})

const writtenIn = (group: SecurityGroup, direction: Direction): readonly Permission[] =>
  direction === 'ingress' ? group.ingress : group.egress === 'default' ? [everything(group)] : group.egress

/** The rules of a group for one direction: those written in it, and those that are resources of their own. */
export const permissionsOf = (
  model: EnvironmentModel,
  group: SecurityGroup,
  direction: Direction,
): readonly { permission: Permission; sure: Truth }[] => [
  ...writtenIn(group, direction).map(permission => ({ permission, sure: 'yes' as const })),
  ...model.entities['security-group-rule'].flatMap(rule => {
    const owner = resolveEntity(model, 'security-group', rule.group)
    if (owner.kind === 'entity' && owner.entity !== group) return []
    const isIts: Truth = isKnown(rule.direction) ? truthOf(rule.direction.value === direction) : 'undetermined'
    const sure = every([owner.kind === 'entity' ? 'yes' : 'undetermined', rule.exists, isIts])
    return sure === 'no' ? [] : [{ permission: rule.permission, sure }]
  }),
]

export const takesPort = ({ protocol, fromPort, toPort }: Permission, port: number): Truth => {
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
      : someOf(ranges, range => (isKnown(range) && range.value === '0.0.0.0/0' ? 'yes' : 'undetermined'))
  const ofGroups: Truth =
    'unknown' in groups ? 'undetermined' : someOf(groups, group => someOf(sources, source => sameGroup(group, source)))
  const ofLists: Truth = 'unknown' in prefixLists || prefixLists.length > 0 ? 'undetermined' : 'no'
  return some([ofRanges, ofGroups, ofLists])
}

const sameGroup = (one: Value, other: Value): Truth => {
  if (one.kind === 'reference' && other.kind === 'reference') return truthOf(sameAddress(one.to, other.to))
  if (isKnown(one) && isKnown(other)) return truthOf(one.value === other.value)
  return 'undetermined'
}

/** One side of a connection: whose groups have to let it pass. */
interface Guard {
  readonly who: LoadBalancer | Service
  readonly direction: Direction
}

/** Whether the security groups of one side let connections with the groups of the other pass on a port. */
const letsPass = (
  model: EnvironmentModel,
  { who, direction }: Guard,
  other: LoadBalancer | Service,
  port: number,
): NetworkAnswer => {
  const own = membersOf(who.securityGroups)
  const others = membersOf(other.securityGroups)
  const decides: Decider[] = []
  const groups: SecurityGroup[] = []
  const permissions: Permission[] = []
  const truths = own.map((value): Truth => {
    const group = resolveEntity(model, 'security-group', value)
    if (group.kind === 'undetermined') {
      decides.push(...decidersOf(group.decides))
      return 'undetermined'
    }
    const rules = permissionsOf(model, group.entity, direction)
    groups.push(group.entity)
    permissions.push(...rules.map(({ permission }) => permission))
    const truth = some(
      rules.map(({ permission, sure }) => every([sure, takesPort(permission, port), takesSource(permission, others)])),
    )
    if (truth === 'undetermined')
      decides.push({ names: `${direction} of ${group.entity.address.name}`, at: group.entity.at })
    return truth
  })
  if (own.length === 0 || others.length === 0)
    return {
      truth: 'undetermined',
      decides: [{ names: `security groups of ${who.address.name}`, at: who.at }],
      groups,
      permissions,
    }
  const truth = some(truths)
  return { truth, decides: truth === 'undetermined' ? decides : [], groups, permissions }
}

/** Whether the security groups of a service's tasks let its load balancer's connections in on a port. */
export const letsIn = (model: EnvironmentModel, service: Service, loadBalancer: LoadBalancer, port: number) =>
  letsPass(model, { who: service, direction: 'ingress' }, loadBalancer, port)

/** Whether the security groups of a load balancer let its connections to a service's tasks out on a port. */
export const letsOut = (model: EnvironmentModel, service: Service, loadBalancer: LoadBalancer, port: number) =>
  letsPass(model, { who: loadBalancer, direction: 'egress' }, service, port)
