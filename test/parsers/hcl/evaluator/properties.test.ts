import fc from 'fast-check'
import { expect, it } from 'vitest'
import { equality } from '../../../../src/parsers/hcl/equals.ts'
import { evaluate } from '../../../../src/parsers/hcl/evaluate.ts'
import { EvaluationBudget } from '../../../../src/parsers/hcl/evaluation-budget.ts'
import { functionTable as functions } from '../../../../src/parsers/hcl/functions/index.ts'
import { jsonValue } from '../../../../src/parsers/hcl/json-value.ts'
import { readHclExpression } from '../../../../src/parsers/hcl/read-hcl.ts'
import { rootScope } from '../../../../src/parsers/hcl/root-scope.ts'
import { boolType, listType, numberType, stringType } from '../../../../src/parsers/hcl/type.ts'
import type { HclValue } from '../../../../src/parsers/hcl/value.ts'
import { isWhollyKnown } from '../../../../src/parsers/hcl/value-access.ts'
import {
  knownBool,
  knownNumber,
  knownString,
  listOf,
  notNull,
  unknownBecause,
} from '../../../../src/parsers/hcl/value-constructors.ts'

const why = { kind: 'unset-input', names: 'x' } as const
const types = { text: stringType, number: numberType, bool: boolType, list: listType(stringType) }

const leaf = fc.constantFrom(
  'var.text',
  'var.number',
  'var.bool',
  'var.list',
  '0',
  '1',
  '"a"',
  '"1"',
  'true',
  'null',
  '[]',
  '["a", 1]',
  '{ a = 1 }',
  'tolist(["a", "b"])',
  'toset(["b", "a"])',
  'tomap({ a = "x" })',
  '[{ a = 1 }, { a = "z" }]',
)
const { expression: anyText } = fc.letrec<{ expression: string }>(tie => {
  const part = tie('expression')
  const of = (build: (...parts: string[]) => string, ...parts: fc.Arbitrary<string>[]) =>
    fc.tuple(...parts).map(all => build(...all))
  return {
    expression: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      leaf,
      of((a, op, b) => `(${a} ${op} ${b})`, part, fc.constantFrom('+', '*', '%', '==', '!=', '<', '&&', '||'), part),
      of((a, b, c) => `(${a} ? ${b} : ${c})`, part, part, part),
      of((a, b) => `[${a}, ${b}]`, part, part),
      of((a, b) => `{ a = ${a}, (${b}) = 1 }`, part, part),
      of((a, b) => `(${a})[${b}]`, part, part),
      of((a, rest) => `(${a})${rest}`, part, fc.constantFrom('.a', '[*].a', '.*.a', '[*]', '[0]')),
      of(
        (a, b, c) => `[for k, v in ${a} : ${b} if ${c}]`,
        part,
        part,
        fc.constantFrom('true', 'v != null', 'var.bool'),
      ),
      of((a, b) => `{ for k, v in ${a} : k => ${b} }`, part, part),
      of((a, b) => `"x-\${${a}}\${${b}}"`, part, part),
      of((a, b) => `"%{ if ${a} }y%{ else }\${${b}}%{ endif }"`, part, part),
      of((a, b) => `"%{ for v in ${a} }\${v}\${${b}}%{ endfor }"`, part, part),
      of(
        (name, a) => `${name}(${a})`,
        fc.constantFrom(
          'length',
          'tostring',
          'upper',
          'keys',
          'values',
          'flatten',
          'jsonencode',
          'can',
          'sort',
          'one',
          'tolist',
        ),
        part,
      ),
      of(
        (name, a, b) => `${name}(${a}, ${b})`,
        fc.constantFrom('try', 'coalesce', 'merge', 'concat', 'contains', 'lookup', 'startswith', 'join', 'element'),
        part,
        part,
      ),
    ),
  }
})

const evaluateText = (text: string, variables: ReadonlyMap<string, HclValue>): HclValue | undefined => {
  const { expression } = readHclExpression('main.tf', text)
  if (expression === undefined) return undefined
  const scope = rootScope({ variables, functions, budget: new EvaluationBudget(500_000) })
  const value = evaluate(expression, scope)
  expect(() => JSON.parse(jsonValue(value, 'salt'))).not.toThrow()
  return scope.diagnostics.length > 0 ? undefined : value
}

const unknowns = new Map(Object.entries(types).map(([name, type]) => [name, unknownBecause(type, why, notNull)]))

it('what is known although an input is not, is so whatever the input turns out to be', () => {
  const given = fc.record({
    text: fc.constantFrom('', 'a', '1', 'true').map(text => knownString(text)),
    number: fc.constantFrom(0, 1, -1).map(number => knownNumber(number)),
    bool: fc.boolean().map(bool => knownBool(bool)),
    list: fc.array(fc.constantFrom('a', 'z'), { maxLength: 2 }).map(items =>
      listOf(
        stringType,
        items.map(item => knownString(item)),
      ),
    ),
  })
  fc.assert(
    fc.property(anyText, given, (text, variables) => {
      const before = evaluateText(text, unknowns)
      const after = evaluateText(text, new Map(Object.entries(variables)))
      if (before === undefined || after === undefined || !isWhollyKnown(before)) return
      expect(equality(before, after), text).toBe('yes')
    }),
    { seed: 4711, numRuns: 600 },
  )
})
