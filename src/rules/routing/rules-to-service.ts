import type { TracePair } from '../../model/analysis.ts'
import type { ListenerRule } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { Request } from '../../model/trace.ts'
import { type Address, sameAddress } from '../../model/value.ts'
import { matchCondition } from '../../trace/conditions.ts'
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

/** The rule that leads to a service and would take a request, were it asked. */
export const ruleMeantFor = (model: EnvironmentModel, service: Address, request: Request): ListenerRule | undefined =>
  rulesToService(model, service).find(rule =>
    rule.conditions.every(condition => matchCondition(condition, request) === 'yes'),
  )

/** Whether a request of staging's gets to the service on another host: one shared host may have several counterparts. */
export const isServedElsewhere = (traces: readonly TracePair[], pair: TracePair, service: Address): boolean =>
  traces.some(
    other =>
      other !== pair &&
      other.staging.request === pair.staging.request &&
      other.production.service !== undefined &&
      sameAddress(other.production.service, service),
  )
