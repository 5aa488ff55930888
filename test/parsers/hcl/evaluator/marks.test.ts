import { describe, expect, it } from 'vitest'
import { startOf } from '../../../../src/model/source-location.ts'
import { evaluate } from '../../../../src/parsers/hcl/evaluate.ts'
import { EvaluationBudget } from '../../../../src/parsers/hcl/evaluation-budget.ts'
import { functionTable as functions } from '../../../../src/parsers/hcl/functions/index.ts'
import { deepMarks } from '../../../../src/parsers/hcl/marks.ts'
import { readHclExpression } from '../../../../src/parsers/hcl/read-hcl.ts'
import { rootScope } from '../../../../src/parsers/hcl/root-scope.ts'
import type { HclValue } from '../../../../src/parsers/hcl/value.ts'
import { entriesOf, itemsOf } from '../../../../src/parsers/hcl/value-access.ts'
import {
  knownBool,
  knownNumber,
  knownString,
  objectOf,
  tupleOf,
} from '../../../../src/parsers/hcl/value-constructors.ts'

const from = (name: string) => ({
  sensitive: false,
  origins: [{ kind: 'tfvars' as const, name, at: startOf(`${name}.tfvars`) }],
  trail: undefined,
})
const variables = new Map<string, HclValue>([
  ['a', knownString('a', from('a'))],
  ['n', knownNumber(1, from('n'))],
  ['on', knownBool(true, from('on'))],
  ['list', tupleOf([knownString('x', from('x')), knownString('y', from('y'))])],
  ['object', objectOf([['k', knownString('v', from('k'))]], from('object'))],
])

const evaluated = (text: string): HclValue => {
  const { expression } = readHclExpression('main.tf', text)
  if (expression === undefined) throw new Error(`cannot read ${text}`)
  return evaluate(expression, rootScope({ variables, functions, budget: new EvaluationBudget() }))
}
const originsOf = (value: HclValue | undefined): readonly string[] =>
  value === undefined ? [] : value.marks.origins.map(({ name }) => name)

describe('a value knows the inputs that it flowed from', () => {
  it.each([
    ['var.a', ['a']],
    ['"${var.a}-${var.n}"', ['a', 'n']],
    ['var.n + 1', ['n']],
    ['var.n == 1', ['n']],
    ['!var.on', ['on']],
    ['var.on ? var.a : var.n', ['a', 'on']],
    ['upper(var.a)', ['a']],
    ['join("-", var.list)', ['x', 'y']],
    ['jsonencode({a = var.a})', ['a']],
    ['var.object.k', ['k', 'object']],
    ['var.object["k"]', ['k', 'object']],
    ['{v = 1}[var.object.k]', ['k', 'object']],
    ['var.list[0]', ['x']],
    ['var.list[var.n]', ['y', 'n']],
    ['"%{ if var.on }${var.a}%{ endif }"', ['a', 'on']],
    ['"%{ for x in var.list }${x}%{ endfor }"', ['x', 'y']],
    ['{(var.a) = 1}', ['a']],
    ['[for x in [1] : x if var.on]', ['on']],
    ['try([][0], var.a)', ['a']],
    ['1', []],
  ])('%s', (text, names) => expect(originsOf(evaluated(text))).toEqual(names))

  it('and the parts of a container keep their own', () => {
    expect(itemsOf(evaluated('[var.a, 1]'))?.map(originsOf)).toEqual([['a'], []])
    expect(originsOf(entriesOf(evaluated('{k = var.a}'))?.get('k'))).toEqual(['a'])
    expect(itemsOf(evaluated('[for x in var.list : upper(x)]'))?.map(originsOf)).toEqual([['x'], ['y']])
    expect(deepMarks(evaluated('[var.a, {k = var.n}]')).origins.map(({ name }) => name)).toEqual(['a', 'n'])
  })
})
