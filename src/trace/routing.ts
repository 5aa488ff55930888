import { decidersOf, displayValue } from '../model/deciders.ts'
import type { Condition, Listener, ListenerRule, LoadBalancer } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import type { Decider, NearestMiss, Request } from '../model/trace.ts'
import { every, everyOf, type Truth, truthOf } from '../model/truth.ts'
import { isKnown } from '../model/value.ts'
import { describeCondition, matchCondition, openValues } from './conditions.ts'

export type ListenerAnswer =
  | { readonly kind: 'listener'; readonly listener: Listener }
  | { readonly kind: 'none'; readonly ports: readonly string[] }
  | { readonly kind: 'undetermined'; readonly decides: readonly Decider[] }

/** The listener of a load balancer on a port. */
export const findListener = (model: EnvironmentModel, loadBalancer: LoadBalancer, port: number): ListenerAnswer => {
  const possible: Listener[] = []
  const ports: string[] = []
  for (const listener of model.entities.listener) {
    if (listener.exists === 'no') continue
    const owner = resolveEntity(model, 'load-balancer', listener.loadBalancer)
    if (owner.kind === 'entity' && owner.entity !== loadBalancer) continue
    const open = !isKnown(listener.port)
    if (!open && Number((listener.port as { value: unknown }).value) !== port) {
      if (owner.kind === 'entity') ports.push(displayValue(listener.port))
      continue
    }
    if (owner.kind === 'entity' && !open && listener.exists === 'yes') return { kind: 'listener', listener }
    possible.push(listener)
  }
  if (possible.length > 0) {
    const decides = possible.flatMap(({ loadBalancer: owner, port: open, existsBecause }) => {
      const isFound = resolveEntity(model, 'load-balancer', owner).kind === 'entity'
      return [...(isFound ? [] : [owner]), open, ...(existsBecause ? [existsBecause] : [])].flatMap(decidersOf)
    })
    return { kind: 'undetermined', decides }
  }
  if (loadBalancer.isLookup)
    return {
      kind: 'undetermined',
      decides: [{ names: `listeners of ${loadBalancer.address.name}`, at: loadBalancer.at }],
    }
  return { kind: 'none', ports }
}

export const priorityOf = (rule: ListenerRule): number | undefined =>
  rule.priority && isKnown(rule.priority) && rule.priority.value !== null ? Number(rule.priority.value) : undefined

/** Rules of a listener in the order in which it tries them; those of which the number is not known come last. `belongs`: whether it is surely this listener's. */
export const rulesOf = (model: EnvironmentModel, listener: Listener): readonly RuleOfListener[] => {
  const known = rulesOfModels.get(model) ?? new Map<Listener, readonly RuleOfListener[]>()
  rulesOfModels.set(model, known)
  const rules = known.get(listener) ?? orderedRules(model, listener)
  known.set(listener, rules)
  return rules
}

/** Every request asks for them. */
const rulesOfModels = new WeakMap<EnvironmentModel, Map<Listener, readonly RuleOfListener[]>>()

interface RuleOfListener {
  readonly rule: ListenerRule
  readonly belongs: Truth
}

const orderedRules = (model: EnvironmentModel, listener: Listener): readonly RuleOfListener[] =>
  model.entities['listener-rule']
    .flatMap(rule => {
      const owner = resolveEntity(model, 'listener', rule.listener)
      const belongs: Truth = owner.kind === 'entity' ? truthOf(owner.entity === listener) : 'undetermined'
      return belongs === 'no' || rule.exists === 'no' ? [] : [{ rule, belongs }]
    })
    .sort(
      (one, other) =>
        (priorityOf(one.rule) ?? Number.POSITIVE_INFINITY) - (priorityOf(other.rule) ?? Number.POSITIVE_INFINITY),
    )

export type RouteAnswer =
  | { readonly kind: 'rule'; readonly rule: ListenerRule; readonly priority: number | undefined }
  | {
      readonly kind: 'default'
      readonly nearestMiss: NearestMiss | undefined
      readonly nearestRule: ListenerRule | undefined
    }
  | { readonly kind: 'undetermined'; readonly decides: readonly Decider[]; readonly rule: ListenerRule }

/** The rule that takes a request: the lowest priority whose conditions all hold, else the default action (ELB guide, "Listener rules"). */
export const chooseRule = (model: EnvironmentModel, listener: Listener, request: Request): RouteAnswer => {
  const rules = rulesOf(model, listener)
  const judged = rules.map(({ rule, belongs }) => ({
    rule,
    truth: every([belongs, rule.exists, everyOf(rule.conditions, condition => matchCondition(condition, request))]),
  }))
  for (const { rule, truth } of judged) {
    const priority = priorityOf(rule)
    if (truth === 'no') continue
    const contested = priority === undefined && judged.some(other => other.rule !== rule && other.truth !== 'no')
    if (truth === 'yes' && !contested) {
      const unordered = judged.find(
        other => priorityOf(other.rule) === undefined && other.rule !== rule && other.truth !== 'no',
      )
      if (!unordered) return { kind: 'rule', rule, priority }
      return { kind: 'undetermined', rule: unordered.rule, decides: rulesDeciders(model, unordered.rule, request) }
    }
    return { kind: 'undetermined', rule, decides: rulesDeciders(model, rule, request) }
  }
  if (listener.isLookup) {
    const decides = [{ names: `rules of ${listener.address.name}`, at: listener.at }]
    const [first] = rules
    if (first) return { kind: 'undetermined', rule: first.rule, decides }
  }
  const near = nearestMiss(
    rules.map(({ rule }) => rule),
    request,
  )
  return { kind: 'default', nearestMiss: near?.miss, nearestRule: near?.rule }
}

const rulesDeciders = (model: EnvironmentModel, rule: ListenerRule, request: Request): readonly Decider[] => {
  const open = [
    ...(rule.existsBecause && rule.exists === 'undetermined' ? [rule.existsBecause] : []),
    ...(resolveEntity(model, 'listener', rule.listener).kind === 'undetermined' ? [rule.listener] : []),
    ...(priorityOf(rule) === undefined && rule.priority ? [rule.priority] : []),
    ...rule.conditions.filter(condition => matchCondition(condition, request) === 'undetermined').flatMap(openValues),
  ]
  const deciders = open.flatMap(decidersOf)
  if (deciders.length > 0) return deciders
  if (isKnown(rule.listener)) return [{ names: `listener ${rule.listener.value}`, at: rule.listener.from.at }]
  return [{ names: `priority and conditions of ${rule.address.name}`, at: rule.at }]
}

/** Literal characters of the patterns of a condition: how specific it is. */
const weightOf = (condition: Condition): number => describeCondition(condition).replace(/[*?]/g, '').length

/** The rule that fails on exactly one condition; the one of which most else holds. */
const nearestMiss = (
  rules: readonly ListenerRule[],
  request: Request,
): { readonly rule: ListenerRule; readonly miss: NearestMiss } | undefined => {
  let best: { rule: ListenerRule; miss: NearestMiss; score: number } | undefined
  for (const rule of rules) {
    const failing = rule.conditions.filter(condition => matchCondition(condition, request) === 'no')
    const [condition] = failing
    if (failing.length !== 1 || condition === undefined) continue
    const score = rule.conditions.filter(other => other !== condition).reduce((sum, other) => sum + weightOf(other), 0)
    if (best && best.score >= score) continue
    const miss = {
      rule: rule.address,
      priority: priorityOf(rule),
      at: rule.at,
      condition: describeCondition(condition),
      conditionAt: condition.at,
    }
    best = { rule, miss, score }
  }
  return best
}
