import { decidersOf } from '../model/deciders.ts'
import type { Action, Service, TargetGroup } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { Decider } from '../model/trace.ts'
import { isKnown, type Value } from '../model/value.ts'

export type TargetAnswer =
  | { readonly kind: 'service'; readonly group: TargetGroup; readonly service: Service | undefined }
  | {
      readonly kind: 'empty'
      readonly group: TargetGroup
      readonly because: string
      readonly service: Service | undefined
    }
  | { readonly kind: 'undetermined'; readonly decides: readonly Decider[] }

type Forward = Extract<Action, { type: 'forward' }>

/** Target groups that get a share, the heaviest first. A weight that is not known counts as one. */
export const sharingGroups = ({ targets }: Forward): Forward['targets'] =>
  targets
    .filter(({ weight }) => !(weight && isKnown(weight) && Number(weight.value) === 0))
    .sort((one, other) => weightOf(other.weight) - weightOf(one.weight))

const weightOf = (weight: Value | undefined): number => (weight && isKnown(weight) ? Number(weight.value) : 1)

/** Who is behind a target group: a service, an attachment, its own targets, or nobody. */
export const findTarget = (model: EnvironmentModel, value: Value): TargetAnswer => {
  const resolved = resolveEntity(model, 'target-group', value)
  if (resolved.kind === 'undetermined') return { kind: 'undetermined', decides: decidersOf(resolved.decides) }
  const group = resolved.entity
  const known = answers.get(model) ?? new Map<TargetGroup, TargetAnswer>()
  const found = known.get(group) ?? targetOf(model, group)
  answers.set(model, known.set(group, found))
  return found
}

/** Every request that comes to a group asks who is behind it. */
const answers = new WeakMap<EnvironmentModel, Map<TargetGroup, TargetAnswer>>()

const targetOf = (model: EnvironmentModel, group: TargetGroup): TargetAnswer => {
  const open: Value[] = []
  for (const service of model.entities.service) {
    if (service.exists === 'no') continue
    for (const { targetGroup } of service.targets) {
      const owner = resolveEntity(model, 'target-group', targetGroup)
      if (owner.kind === 'undetermined') open.push(targetGroup)
      else if (owner.entity === group) {
        if (service.exists === 'undetermined' && service.existsBecause) open.push(service.existsBecause)
        else if (service.desiredCount && isKnown(service.desiredCount) && Number(service.desiredCount.value) === 0)
          return { kind: 'empty', group, service, because: 'its service runs 0 tasks' }
        else return { kind: 'service', group, service }
      }
    }
  }
  for (const attachment of model.entities['target-attachment']) {
    if (attachment.exists === 'no') continue
    const owner = resolveEntity(model, 'target-group', attachment.targetGroup)
    if (owner.kind === 'undetermined') open.push(attachment.targetGroup)
    else if (owner.entity === group && attachment.exists === 'yes')
      return { kind: 'service', group, service: undefined }
    else if (owner.entity === group && attachment.existsBecause) open.push(attachment.existsBecause)
  }
  if (group.hasOwnTargets === 'yes') return { kind: 'service', group, service: undefined }
  if (open.length > 0) return { kind: 'undetermined', decides: open.flatMap(decidersOf) }
  if (group.isLookup || group.hasOwnTargets === 'undetermined')
    return { kind: 'undetermined', decides: [{ names: `targets of ${group.address.name}`, at: group.at }] }
  return {
    kind: 'empty',
    group,
    service: undefined,
    because: 'no service, attachment or auto scaling group puts targets into it',
  }
}
