import { serviceRole } from '../align/correspondence.ts'
import type { Condition, ListenerRule } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Evidence } from '../model/finding.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Trace } from '../model/trace.ts'
import { type Address, sameAddress, type Value } from '../model/value.ts'
import { describeCondition } from '../trace/conditions.ts'
import { priorityOf } from '../trace/routing.ts'
import { decisiveLine, lineEvidence, valueEvidence } from './evidence.ts'

/** The listener rule that took a request; nothing where the default action did, or none was reached. */
export const ruleTaken = (model: EnvironmentModel, trace: Trace): ListenerRule | undefined => {
  const hop = trace.hops.find(
    ({ stage, outcome, entity }) => stage === 'route' && outcome === 'passes' && entity !== undefined,
  )
  return ruleAt(model, hop?.entity)
}

export const ruleAt = (model: EnvironmentModel, address: Address | undefined): ListenerRule | undefined =>
  address && model.entities['listener-rule'].find(rule => sameAddress(rule.address, address))

/** The values of a rule's conditions of one field. */
export const conditionValues = (rule: ListenerRule, field: Condition['field']): readonly Value[] =>
  rule.conditions.flatMap(condition =>
    condition.field === field && 'values' in condition
      ? 'unknown' in condition.values
        ? [condition.values.unknown]
        : condition.values
      : [],
  )

/** What a rule asks of one field, each value at its line. */
export const conditionEvidence = (
  model: EnvironmentModel,
  label: string,
  rule: ListenerRule | undefined,
  field: Condition['field'],
): readonly Evidence[] =>
  rule ? conditionValues(rule, field).flatMap(value => valueEvidence(model, label, value)) : []

/** The line that gives a rule its number. */
export const priorityLine = ({ priority, at }: ListenerRule): SourceLocation => (priority ? decisiveLine(priority) : at)

/** The line that gives a rule its number, and the rule. */
export const ruleEvidence = (model: EnvironmentModel, label: string, rule: ListenerRule): readonly Evidence[] => {
  const { priority, at } = rule
  const number = priorityOf(rule)
  return [
    ...(priority && number !== undefined
      ? [lineEvidence(model, label, decisiveLine(priority), `priority ${number}`)]
      : []),
    lineEvidence(model, number === undefined ? label : 'the rule', at),
  ]
}

/** The line of the default action that took a request. */
export const defaultEvidence = (model: EnvironmentModel, { hops }: Trace): readonly Evidence[] =>
  hops.flatMap(({ stage, source }) =>
    stage === 'route' && source ? [lineEvidence(model, 'default action that takes it', source)] : [],
  )

/** What the request is for: the service that answers it in staging, else what its rule asks beside the host. */
export const wantedBy = (
  staging: EnvironmentModel,
  service: Address | undefined,
  taken: ListenerRule | undefined,
): string => {
  const role = service && serviceRole(staging, service)
  return role ?? ((taken && askedBesideHost(taken)) || 'any')
}

/** What a rule asks beside the host; empty where that is all. */
export const askedBesideHost = ({ conditions }: ListenerRule): string =>
  conditions
    .filter(({ field }) => field !== 'host-header')
    .map(describeCondition)
    .sort()
    .join(', ')

/** Answered with a refusal, by whatever rule: nothing that production would have to do as well. */
export const isRefused = ({ disposition }: Trace): boolean =>
  disposition.kind === 'answered' && disposition.status >= 400

/** What a rule asks for: what it is known by, whatever its number and the name of its resource. */
export const askedFor = ({ conditions }: ListenerRule): string =>
  conditions.map(describeCondition).sort().join(', ') || 'every request'
