import { compareValues } from '../../model/compare-values.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { every, everyOf, not, some, someOf, type Truth } from '../../model/truth.ts'
import { itemsOf, unknown, type Value } from '../../model/value.ts'
import { mergeOrigins, originsOf, reasonOf } from './derive-value.ts'
import { membersOf } from './intrinsics/join.ts'
import type { ConditionResult, Scope } from './stack.ts'
import { nameOf, onlyEntry, type TemplateNode } from './template-node.ts'

/** The truth of a condition function: And, Or, Not, Equals, a named condition; in rules also Contains, EachMemberIn, EachMemberEquals. */
export const evaluateCondition = (node: TemplateNode, scope: Scope): ConditionResult => {
  const only = onlyEntry(node)
  switch (only?.name) {
    case 'Condition':
      return named(nameOf(only.argument), node.at, scope)
    case 'Fn::And':
    case 'Fn::Or':
      return combined(only.name, only.argument, node.at, scope)
    case 'Fn::Not': {
      const [operand, ...rest] = only.argument.kind === 'list' ? only.argument.items : []
      if (operand === undefined || rest.length > 0)
        return failed(node.at, scope, 'Wrong arguments of Fn::Not', 'Fn::Not takes a list of one condition.')
      const result = evaluateCondition(operand, scope)
      return { ...result, truth: not(result.truth) }
    }
    case 'Fn::Equals':
      return equals(only.argument, node.at, scope)
    case 'Fn::Contains':
    case 'Fn::EachMemberIn':
    case 'Fn::EachMemberEquals':
      if (scope.place === 'rule') return ofMembers(only.name, only.argument, node.at, scope)
      return failed(node.at, scope, `${only.name} outside Rules`, `${only.name} may stand in Rules only.`)
    default:
      return failed(
        node.at,
        scope,
        'Not a condition',
        'A condition is Fn::And, Fn::Or, Fn::Not, Fn::Equals or {Condition: name}.',
      )
  }
}

const failed = (at: SourceLocation, scope: Scope, summary: string, detail: string): ConditionResult => ({
  truth: 'undetermined',
  because: scope.invalid(at, summary, detail),
  origins: [],
})

const named = (name: string | undefined, at: SourceLocation, scope: Scope): ConditionResult => {
  const result = name === undefined || scope.place === 'rule' ? undefined : scope.stack.condition(name)
  return result ?? failed(at, scope, `Undefined condition ${name ?? ''}`.trim(), `Conditions has no "${name ?? ''}".`)
}

/** All operands are looked at: an error in any of them is an error of the template. */
const combined = (name: string, argument: TemplateNode, at: SourceLocation, scope: Scope): ConditionResult => {
  const operands = argument.kind === 'list' ? argument.items : []
  if (operands.length < 2 || operands.length > 10)
    return failed(at, scope, `Wrong arguments of ${name}`, `${name} takes a list of 2 to 10 conditions.`)
  const results = operands.map(operand => evaluateCondition(operand, scope))
  const truth = (name === 'Fn::And' ? every : some)(results.map(result => result.truth))
  const because = results.find(result => result.truth === 'undetermined')?.because
  const origins = mergeOrigins(...results.map(result => result.origins))
  return truth === 'undetermined' && because ? { truth, because, origins } : { truth, origins }
}

const equals = (argument: TemplateNode, at: SourceLocation, scope: Scope): ConditionResult => {
  const operands = argument.kind === 'list' ? argument.items : []
  const [one, other] = operands.map(scope.evaluateText)
  if (operands.length === 2 && (one === undefined || other === undefined)) {
    const because = unknown({ kind: 'unsupported', names: 'AWS::NoValue in Fn::Equals' }, { at, origins: [] })
    return { truth: 'undetermined', because, origins: [] }
  }
  if (operands.length !== 2 || one === undefined || other === undefined)
    return failed(at, scope, 'Wrong arguments of Fn::Equals', 'Fn::Equals takes a list of two texts.')
  if (itemsOf(one) !== undefined || itemsOf(other) !== undefined)
    return failed(at, scope, 'Fn::Equals of a list', 'Fn::Equals compares texts; join the list first.')
  return compared(one, other)
}

const compared = (one: Value, other: Value): ConditionResult => {
  const truth = sameText(one, other)
  const origins = mergeOrigins(originsOf(one), originsOf(other))
  if (truth !== 'undetermined') return { truth, origins }
  return { truth, because: reasonOf(one) ? one : other, origins }
}

/** CloudFormation compares texts: numbers and booleans as they are written, with case. What is made of a resource is never empty. */
const sameText = (one: Value, other: Value): Truth => {
  if ((isEmpty(one) && isNeverEmpty(other)) || (isEmpty(other) && isNeverEmpty(one))) return 'no'
  const comparison = compareValues(asText(one), asText(other))
  return comparison === 'same' ? 'yes' : comparison === 'different' ? 'no' : 'undetermined'
}

const asText = (value: Value): Value => (value.kind === 'known' ? { ...value, value: String(value.value) } : value)
const isEmpty = (value: Value): boolean => value.kind === 'known' && value.value === ''
const isNeverEmpty = (value: Value): boolean =>
  value.kind === 'reference' ||
  (value.kind === 'template' && value.parts.some(part => part.kind === 'known' || isNeverEmpty(part)))

const ofMembers = (name: string, argument: TemplateNode, at: SourceLocation, scope: Scope): ConditionResult => {
  const [first, second, ...rest] = argument.kind === 'list' ? argument.items : []
  const one = first && membersOf(first, scope)
  const other = second && membersOf(second, scope)
  if (first === undefined || second === undefined || one === undefined || other === undefined || rest.length > 0)
    return failed(at, scope, `Wrong arguments of ${name}`, `${name} takes a list of two.`)
  const list = name === 'Fn::Contains' ? one : other
  const members = itemsOf(list)
  const origins = mergeOrigins(originsOf(one), originsOf(other))
  const undetermined = (because: Value): ConditionResult => ({ truth: 'undetermined', because, origins })
  const holds = (values: readonly Value[], within: readonly Value[]): ConditionResult => {
    const truth = everyOf(values, value => someOf(within, candidate => sameText(value, candidate)))
    const because = [...values, ...within].find(reasonOf)
    return truth === 'undetermined' && because ? undetermined(because) : { truth, origins }
  }
  const firstItems = itemsOf(one)
  if (name === 'Fn::EachMemberEquals') return firstItems ? holds(firstItems, [other]) : undetermined(one)
  if (members === undefined)
    return reasonOf(list) ? undetermined(list) : holds([name === 'Fn::Contains' ? other : one], [list])
  if (name === 'Fn::Contains') return holds([scope.evaluateText(second) ?? other], members)
  return firstItems ? holds(firstItems, members) : undetermined(one)
}
