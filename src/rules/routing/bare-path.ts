import type { TracePair } from '../../model/analysis.ts'
import type { Condition, ListenerRule } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { addressKey, sameAddress, type Value } from '../../model/value.ts'
import { matchCondition } from '../../trace/conditions.ts'
import { counterpartRule } from '../../trace/counterpart-rule.ts'
import type { RuleContext } from '../rule.ts'

const listenerKey = (model: EnvironmentModel, value: Value): string | undefined => {
  const resolved = resolveEntity(model, 'listener', value)
  return resolved.kind === 'entity' ? addressKey(resolved.entity.address) : undefined
}

/** The rules that come nearest to taking a request: those of the nearest's listener where nothing takes it, staging's counterpart where another rule does. */
const nearestRules = (
  { production, correspondence }: Pick<RuleContext, 'production' | 'correspondence'>,
  pair: TracePair,
): readonly ListenerRule[] => {
  const { nearestMiss } = pair.production
  const rules = production.entities['listener-rule']
  const nearest = nearestMiss && rules.find(rule => sameAddress(rule.address, nearestMiss.rule))
  if (nearest)
    return rules.filter(
      ({ listener }) => listenerKey(production, listener) === listenerKey(production, nearest.listener),
    )
  const counterpart = counterpartRule(correspondence, pair.staging)
  return counterpart ? [counterpart] : []
}

/** The path condition of production that takes everything below a request's path, but not the path itself: `/api/*` and `/api`. */
export const barePathCondition = (
  context: Pick<RuleContext, 'production' | 'correspondence'>,
  pair: TracePair,
): Condition | undefined => {
  const { request } = pair.production
  if (request.path.endsWith('/')) return undefined
  const below = { ...request, path: `${request.path}/x` }
  // As near as the nearest may be several rules of one host: one of them takes what is below.
  return nearestRules(context, pair)
    .filter(({ conditions }) => conditions.filter(each => matchCondition(each, request) === 'no').length === 1)
    .flatMap(({ conditions }) => conditions)
    .find(
      condition =>
        condition.field === 'path-pattern' &&
        matchCondition(condition, request) === 'no' &&
        matchCondition(condition, below) === 'yes',
    )
}

export const missesBarePath = (context: Pick<RuleContext, 'production' | 'correspondence'>, pair: TracePair): boolean =>
  barePathCondition(context, pair) !== undefined
