import type { DnsRecord, TargetGroup } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { isKnown } from '../../model/value.ts'
import { entryOf } from '../../trace/entry.ts'
import { findTarget, type TargetAnswer } from '../../trace/target.ts'
import { groupsBehind } from '../service/forwarding.ts'
import { recordSets } from './record-sets.ts'

export interface HealthTrap {
  readonly record: DnsRecord
  readonly name: string
  readonly group: TargetGroup
  readonly answer: Extract<TargetAnswer, { kind: 'empty' | 'undetermined' }>
}

const trapsOf = (model: EnvironmentModel, name: string, record: DnsRecord): readonly HealthTrap[] => {
  const follows = record.alias?.evaluateTargetHealth
  const entry = record.alias && entryOf(model, record.alias.target)
  if (!isKnown(follows) || follows.value !== true || entry?.kind !== 'load-balancer') return []
  return groupsBehind(model, entry).flatMap((group): readonly HealthTrap[] => {
    const from = { at: group.at, origins: [] }
    const answer = findTarget(model, { kind: 'reference', to: group.address, attribute: ['arn'], from })
    return answer.kind === 'service' || group.isLookup ? [] : [{ record, name, group, answer }]
  })
}

/**
 * Records of a set that follow the health of a load balancer with an empty target group. Where every record does, Route 53 takes all of them
 * for healthy (developer guide, "How Amazon Route 53 chooses records when health checking is configured").
 */
export const healthTraps = (model: EnvironmentModel): readonly HealthTrap[] =>
  recordSets(model).flatMap(({ name, records }) => {
    const traps = records.map(record => trapsOf(model, name, record))
    const isEveryOne = traps.every(each => each.some(({ answer }) => answer.kind === 'empty'))
    return isEveryOne ? [] : traps.flat()
  })
