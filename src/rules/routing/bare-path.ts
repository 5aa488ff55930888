import type { TracePair } from '../../model/analysis.ts'
import type { Condition } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { addressKey, sameAddress, type Value } from '../../model/value.ts'
import { matchCondition } from '../../trace/conditions.ts'

const listenerKey = (model: EnvironmentModel, value: Value): string | undefined => {
  const resolved = resolveEntity(model, 'listener', value)
  return resolved.kind === 'entity' ? addressKey(resolved.entity.address) : undefined
}

/** The path condition of production that takes everything below a request's path, but not the path itself: `/api/*` and `/api`. */
export const barePathCondition = (
  production: EnvironmentModel,
  { production: trace }: TracePair,
): Condition | undefined => {
  const { nearestMiss, request } = trace
  const rules = production.entities['listener-rule']
  const nearest = nearestMiss && rules.find(rule => sameAddress(rule.address, nearestMiss.rule))
  if (!nearest || request.path.endsWith('/')) return undefined
  const below = { ...request, path: `${request.path}/x` }
  // As near as the nearest may be several rules of one host: one of them takes what is below.
  return rules
    .filter(({ listener }) => listenerKey(production, listener) === listenerKey(production, nearest.listener))
    .filter(({ conditions }) => conditions.filter(each => matchCondition(each, request) === 'no').length === 1)
    .flatMap(({ conditions }) => conditions)
    .find(
      condition =>
        condition.field === 'path-pattern' &&
        matchCondition(condition, request) === 'no' &&
        matchCondition(condition, below) === 'yes',
    )
}

export const missesBarePath = (production: EnvironmentModel, pair: TracePair): boolean =>
  barePathCondition(production, pair) !== undefined
