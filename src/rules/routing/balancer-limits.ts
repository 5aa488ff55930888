import { roleName } from '../../align/role-name.ts'
import { displayValue } from '../../model/deciders.ts'
import type { Condition, ListenerRule, LoadBalancer } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { isString, type Value } from '../../model/value.ts'

/** Something of which there is more than a load balancer takes. */
export interface Excess {
  /** What it is called, for people: `rule aws_lb_listener_rule.api`. */
  readonly owner: string
  /** By content: what a rule is for, which load balancer it is. */
  readonly role: string
  readonly what: string
  readonly count: number
  readonly most: number
  /** AWS raises it when asked. */
  readonly isAdjustable: boolean
  readonly at: readonly SourceLocation[]
  /** What decides whether they are that many, where that is not known. */
  readonly open: readonly Value[]
}

const valuesOf = (condition: Condition): readonly (Value | undefined)[] => {
  if (condition.field === 'unsupported') return []
  if (condition.field === 'query-string')
    return 'unknown' in condition.pairs ? [] : condition.pairs.map(pair => pair.value)
  const lists = [condition.values, 'regexValues' in condition ? condition.regexValues : undefined]
  return lists.flatMap(list => (list === undefined || 'unknown' in list ? [] : list))
}

const wildcardsIn = (value: Value | undefined): number =>
  isString(value) ? [...value.value].filter(char => char === '*' || char === '?').length : 0

const excessOfRule = ({ address, at, conditions, actions }: ListenerRule): readonly Excess[] => {
  const values = conditions.flatMap(valuesOf)
  const wildcards = values.reduce((sum, value) => sum + wildcardsIn(value), 0)
  const groups = actions.flatMap(action => (action.type === 'forward' ? [action.targets.length] : []))
  const role = `rule for ${values
    .slice(0, 2)
    .flatMap(value => (value ? displayValue(value) : []))
    .join(' ')}`
  const counts = [
    ['condition values', values.length, 5],
    ['wildcards', wildcards, 6],
    ['target groups in one action', Math.max(0, ...groups), 5],
  ] as const
  return counts.flatMap(([what, count, most]) =>
    count > most
      ? [{ owner: `rule ${address.name}`, role, what, count, most, isAdjustable: false, at: [at], open: [] }]
      : [],
  )
}

type Hanging = Pick<ListenerRule, 'at' | 'exists' | 'existsBecause' | 'listener'>

/** What hangs on each load balancer. */
const perBalancer = (
  model: EnvironmentModel,
  things: readonly Hanging[],
): ReadonlyMap<LoadBalancer, readonly Hanging[]> => {
  const found = new Map<LoadBalancer, readonly Hanging[]>()
  for (const thing of things) {
    const on = resolveEntity(model, 'listener', thing.listener)
    const owner = on.kind === 'entity' ? resolveEntity(model, 'load-balancer', on.entity.loadBalancer) : undefined
    if (thing.exists !== 'no' && owner?.kind === 'entity')
      found.set(owner.entity, [...(found.get(owner.entity) ?? []), thing])
  }
  return found
}

/** ELB guide, "Quotas for your Application Load Balancers"; of wildcards it has said five and six. */
export const excessIn = (model: EnvironmentModel): readonly Excess[] => {
  const { 'listener-rule': rules, 'listener-certificate': certificates } = model.entities
  const many = [
    ['rules', 100, perBalancer(model, rules)],
    ['certificates', 25, perBalancer(model, certificates)],
  ] as const
  return [
    ...rules.filter(({ exists }) => exists === 'yes').flatMap(excessOfRule),
    ...many.flatMap(([what, most, balancers]) =>
      [...balancers].flatMap(
        ([
          {
            address: { name },
          },
          things,
        ]): readonly Excess[] => {
          if (things.length <= most) return []
          const sure = things.filter(({ exists }) => exists === 'yes')
          const open = sure.length > most ? [] : things.flatMap(({ existsBecause }) => existsBecause ?? [])
          const counted = open.length > 0 ? things : sure
          const at = counted.map(thing => thing.at)
          const role = roleName(name, model.name)
          return [{ owner: name, role, what, count: counted.length, most, isAdjustable: true, at, open }]
        },
      ),
    ),
  ]
}
