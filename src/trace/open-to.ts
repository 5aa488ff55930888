import { decidersOf } from '../model/deciders.ts'
import type { Permission, SecurityGroup } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { Decider } from '../model/trace.ts'
import { every, type Truth } from '../model/truth.ts'
import { isString, type Value } from '../model/value.ts'
import { type Direction, membersOf, permissionsOf, takesPort } from './security-groups.ts'

/** For whom groups are open on a port: all addresses, some only, or none. */
export interface Openness {
  readonly to: 'everybody' | 'somebody' | 'nobody' | 'undetermined'
  readonly decides: readonly Decider[]
  readonly groups: readonly SecurityGroup[]
  readonly permissions: readonly Permission[]
}

/** Whether a rule names all addresses. */
const isForAll = ({ ranges }: Permission): Truth => {
  if ('unknown' in ranges) return 'undetermined'
  if (ranges.some(range => isString(range) && range.value === '0.0.0.0/0')) return 'yes'
  return ranges.every(isString) ? 'no' : 'undetermined'
}

const rank = { everybody: 3, undetermined: 2, somebody: 1, nobody: 0 } as const

const opennessOf = (permission: Permission, sure: Truth, port: number): Openness['to'] => {
  const takes = every([sure, takesPort(permission, port)])
  if (takes === 'no') return 'nobody'
  const all = isForAll(permission)
  if (takes === 'undetermined' || all === 'undetermined') return 'undetermined'
  return all === 'yes' ? 'everybody' : 'somebody'
}

/** Together the groups of a load balancer let through what one of them lets through (VPC guide, "Security group rules"). */
export const opennessTo = (
  model: EnvironmentModel,
  securityGroups: Value | undefined,
  direction: Direction,
  port: number,
): Openness => {
  const groups: SecurityGroup[] = []
  const permissions: Permission[] = []
  const decides: Decider[] = []
  let to: Openness['to'] = 'nobody'
  const widen = (other: Openness['to']): void => {
    if (rank[other] > rank[to]) to = other
  }
  for (const value of membersOf(securityGroups)) {
    const group = resolveEntity(model, 'security-group', value)
    if (group.kind === 'undetermined') {
      decides.push(...decidersOf(group.decides))
      widen('undetermined')
      continue
    }
    groups.push(group.entity)
    for (const { permission, sure } of permissionsOf(model, group.entity, direction)) {
      permissions.push(permission)
      const own = opennessOf(permission, sure, port)
      if (own === 'undetermined')
        decides.push({ names: `${direction} of ${group.entity.address.name}`, at: group.entity.at })
      widen(own)
    }
  }
  return { to, decides, groups, permissions }
}
