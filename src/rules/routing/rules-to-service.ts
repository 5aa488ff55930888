import type { ListenerRule } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { type Address, sameAddress } from '../../model/value.ts'
import { findTarget } from '../../trace/target.ts'

/** The rules that lead to a service, through any of their forward actions. */
export const rulesToService = (model: EnvironmentModel, service: Address): readonly ListenerRule[] =>
  model.entities['listener-rule'].filter(rule =>
    rule.actions.some(
      action =>
        action.type === 'forward' &&
        action.targets.some(({ targetGroup }) => {
          const target = findTarget(model, targetGroup)
          return (
            target.kind !== 'undetermined' &&
            target.service !== undefined &&
            sameAddress(target.service.address, service)
          )
        }),
    ),
  )
