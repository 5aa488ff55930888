import { displayValue } from '../../model/deciders.ts'
import type { Listener, ListenerRule } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import { everyOf, someOf, type Truth } from '../../model/truth.ts'
import { isNull } from '../../model/value.ts'
import { matchCondition } from '../../trace/conditions.ts'
import { rulesOf } from '../../trace/routing.ts'
import { witnessesOf } from '../../trace/witness.ts'
import { conditionValues } from '../rules-taken.ts'

/** A host for each host pattern of a rule; any host where it has none. */
const hostsOf = (rule: ListenerRule): readonly string[] => {
  const hosts = conditionValues(rule, 'host-header').flatMap(value =>
    value.kind === 'known' ? [displayValue(value)] : [],
  )
  return hosts.length > 0 ? hosts.map(host => host.replaceAll('*', 'x').replaceAll('?', 'x')) : ['x.example']
}

/** Whether some request meets the conditions of both rules, as far as requests made for either show. */
const overlap = (one: ListenerRule, other: ListenerRule): Truth =>
  someOf([one, other], rule =>
    someOf([...hostsOf(one), ...hostsOf(other)], host =>
      someOf(witnessesOf(rule, host), request =>
        everyOf([...one.conditions, ...other.conditions], condition => matchCondition(condition, request)),
      ),
    ),
  )

export interface Contest {
  readonly rules: readonly [ListenerRule, ListenerRule]
  readonly share: Truth
}

/** Pairs of a listener's rules that have no number and share requests, or perhaps do. */
export const contestsOn = (model: EnvironmentModel, listener: Listener): readonly Contest[] => {
  const unnumbered = rulesOf(model, listener).flatMap(({ rule, belongs }) =>
    belongs === 'yes' && rule.exists === 'yes' && (!rule.priority || isNull(rule.priority)) ? [rule] : [],
  )
  return unnumbered.flatMap((rule, index) =>
    unnumbered.slice(0, index).flatMap((other): readonly Contest[] => {
      const share = overlap(other, rule)
      return share === 'no' ? [] : [{ rules: [other, rule], share }]
    }),
  )
}

/** Whether a rule without a number shares requests with another such: that is why it cannot be told which takes them. */
export const isContested = (model: EnvironmentModel, rule: ListenerRule | undefined): boolean =>
  model.entities.listener.some(listener =>
    contestsOn(model, listener).some(({ rules, share }) => share === 'yes' && rules.some(each => each === rule)),
  )
