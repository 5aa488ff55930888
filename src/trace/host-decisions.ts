import type { ListenerRule } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Request } from '../model/trace.ts'
import { addressKey } from '../model/value.ts'
import { matchCondition } from './conditions.ts'
import { parseRequest } from './parse-request.ts'
import { priorityOf, rulesOf } from './routing.ts'
import { routingDecisions } from './routing-decisions.ts'

/**
 * For each rule that requests to a host can reach, by its address, one that it takes although earlier rules take others of its requests. A rule that
 * none reaches is absent.
 */
export const decisionsOnHost = (model: EnvironmentModel, host: string): ReadonlyMap<string, Request> => {
  const plain = parseRequest(`https://${host}/`)
  const requests = new Map<string, Request>()
  if (typeof plain === 'string') return requests
  for (const listener of model.entities.listener) {
    const reached = rulesOf(model, listener).flatMap(({ rule, belongs }) => {
      if (belongs !== 'yes' || priorityOf(rule) === undefined) return []
      const judged = rule.conditions.map(condition => ({
        condition,
        holds: condition.field === 'host-header' ? matchCondition(condition, plain) : undefined,
      }))
      if (judged.some(({ holds }) => holds === 'no')) return []
      const rest = judged.flatMap(({ condition, holds }) => (holds === 'yes' ? [] : [condition]))
      return [{ rule, onHost: { ...rule, conditions: rest } satisfies ListenerRule }]
    })
    const decisions = routingDecisions(
      reached.map(({ onHost }) => onHost),
      host,
    )
    reached.forEach(({ rule }, index) => {
      const request = decisions[index]?.request
      if (request) requests.set(addressKey(rule.address), request)
    })
  }
  return requests
}
