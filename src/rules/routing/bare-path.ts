import type { TracePair } from '../../model/analysis.ts'
import type { Condition } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { sameAddress } from '../../model/value.ts'
import { matchCondition } from '../../trace/conditions.ts'

/** The path condition of production that takes everything below a request's path, but not the path itself: `/api/*` and `/api`. */
export const barePathCondition = (
  production: EnvironmentModel,
  { production: trace }: TracePair,
): Condition | undefined => {
  const { nearestMiss, request } = trace
  const near =
    nearestMiss && production.entities['listener-rule'].find(rule => sameAddress(rule.address, nearestMiss.rule))
  if (!near || request.path.endsWith('/')) return undefined
  const below = { ...request, path: `${request.path}/x` }
  return near.conditions.find(
    condition =>
      condition.field === 'path-pattern' &&
      matchCondition(condition, request) === 'no' &&
      matchCondition(condition, below) === 'yes',
  )
}

export const missesBarePath = (production: EnvironmentModel, pair: TracePair): boolean =>
  barePathCondition(production, pair) !== undefined
