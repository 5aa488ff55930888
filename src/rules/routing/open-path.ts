import { decidersOf } from '../../model/deciders.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Decider, Request } from '../../model/trace.ts'
import { sameAddress } from '../../model/value.ts'
import { matchCondition, openValues } from '../../trace/conditions.ts'
import { matchPattern } from '../../trace/match-value.ts'
import type { StageOutcome } from '../stage-outcome.ts'

/** The path condition that alone leaves it open whether a rule takes a request, where what it surely takes lies below the request's path. */
export const openPathOf = (
  production: EnvironmentModel,
  { hop }: Extract<StageOutcome, { kind: 'undetermined' }>,
  request: Request,
): { readonly at: SourceLocation; readonly decides: readonly Decider[] } | undefined => {
  const { entity } = hop
  const rule = entity && production.entities['listener-rule'].find(({ address }) => sameAddress(address, entity))
  const open = rule?.conditions.filter(condition => matchCondition(condition, request) !== 'yes') ?? []
  const [condition] = open
  if (open.length !== 1 || condition?.field !== 'path-pattern' || 'unknown' in condition.values) return undefined
  const takesBelow = condition.values.some(value => matchPattern(value, `${request.path}/x`) === 'yes')
  const decides = openValues(condition).flatMap(decidersOf)
  return takesBelow && decides.length > 0 ? { at: condition.at, decides } : undefined
}
