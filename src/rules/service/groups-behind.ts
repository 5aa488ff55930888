import type { LoadBalancer, TargetGroup } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'

/** Every target group that a load balancer forwards to. */
export const groupsBehind = (model: EnvironmentModel, balancer: LoadBalancer): readonly TargetGroup[] => {
  const listeners = model.entities.listener.filter(({ loadBalancer }) => {
    const owner = resolveEntity(model, 'load-balancer', loadBalancer)
    return owner.kind === 'entity' && owner.entity === balancer
  })
  const rules = model.entities['listener-rule'].filter(({ listener, exists }) => {
    const on = resolveEntity(model, 'listener', listener)
    return exists === 'yes' && on.kind === 'entity' && listeners.includes(on.entity)
  })
  const actions = [...rules.flatMap(rule => rule.actions), ...listeners.flatMap(each => each.defaultActions)]
  const groups = actions.flatMap(action =>
    action.type === 'forward'
      ? action.targets.flatMap(({ targetGroup }) => {
          const group = resolveEntity(model, 'target-group', targetGroup)
          return group.kind === 'entity' && group.entity.exists !== 'no' ? [group.entity] : []
        })
      : [],
  )
  return [...new Set(groups)]
}
