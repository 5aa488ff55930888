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

/** Expressions by the type of their values, so that most of them have one. */
const typed = fc.letrec<Record<'bool' | 'number' | 'text' | 'list', string>>(tie => {
  const [bool, number, text, list] = (['bool', 'number', 'text', 'list'] as const).map(name => tie(name)) as [
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
  ]
  const of = (build: (...parts: string[]) => string, ...parts: fc.Arbitrary<string>[]) =>
    fc.tuple(...parts).map(all => build(...all))
  const choice = (part: fc.Arbitrary<string>) => of((a, b, c) => `(${a} ? ${b} : ${c})`, bool, part, part)
  const firstOf = (part: fc.Arbitrary<string>, risky: fc.Arbitrary<string>) =>
    of((a, b) => `try(${a}, ${b})`, risky, part)
  const oneOf = (simple: fc.Arbitrary<string>, ...rest: fc.Arbitrary<string>[]) =>
    fc.oneof({ depthSize: 'medium', withCrossShrink: true }, { arbitrary: simple, weight: 4 }, ...rest)
  return {
    bool: oneOf(
      fc.constantFrom('var.bool', 'true', 'false'),
      choice(bool),
      of((a, op, b) => `(${a} ${op} ${b})`, number, fc.constantFrom('<', '>=', '==', '!='), number),
      of((a, op, b) => `(${a} ${op} ${b})`, text, fc.constantFrom('==', '!='), text),
      of((a, op, b) => `(${a} ${op} ${b})`, bool, fc.constantFrom('&&', '||', '=='), bool),
      of(a => `!${a}`, bool),
      of(a => `can(tonumber(${a}))`, text),
      of(a => `can(${a}[0])`, list),
      of((a, b) => `contains(${a}, ${b})`, list, text),
      of(a => `startswith(${a}, "a")`, text),
      of(a => `alltrue([${a}])`, bool),
      of(a => `anytrue([for v in ${a} : v == "a"])`, list),
    ),
    number: oneOf(
      fc.constantFrom('var.number', '0', '1', '7'),
      choice(number),
      firstOf(
        number,
        of(a => `tonumber(${a})`, text),
      ),
      of((a, op, b) => `(${a} ${op} ${b})`, number, fc.constantFrom('+', '-', '*'), number),
      of(a => `length(${a})`, fc.oneof(list, text)),
      of((a, b) => `max(${a}, ${b})`, number, number),
    ),
    text: oneOf(
      fc.constantFrom('var.text', '"a"', '"1"', '""'),
      choice(text),
      firstOf(
        text,
        of(a => `${a}[0]`, list),
      ),
      of((a, b) => `"x-\${${a}}\${${b}}"`, text, number),
      of((a, b) => `"%{ if ${a} }y%{ else }\${${b}}%{ endif }"`, bool, text),
      of((a, b) => `"%{ for v in ${a} }\${v}\${${b}}%{ endfor }"`, list, text),
      of((name, a) => `${name}(${a})`, fc.constantFrom('upper', 'trimspace', 'strrev'), text),
      of(a => `join("-", ${a})`, list),
      of(a => `jsonencode(${a})`, fc.oneof(list, bool, number)),
      of((a, b) => `coalesce(${a}, ${b}, "z")`, text, text),
      of((a, b) => `substr(${a}, 0, ${b})`, text, fc.constantFrom('1', '0')),
      of((a, b) => `lookup({ a = ${a} }, ${b}, "none")`, text, text),
    ),
    list: oneOf(
      fc.constantFrom('var.list', 'tolist([])', 'tolist(["a", "b"])'),
      choice(list),
      of(a => `tolist([${a}])`, text),
      of((a, b) => `[for v in ${a} : v if ${b}]`, list, bool),
      of((a, b) => `[for i, v in ${a} : "\${i}\${${b}}"]`, list, text),
      of((a, b) => `concat(${a}, ${b})`, list, list),
      of((name, a) => `${name}(${a})`, fc.constantFrom('sort', 'distinct', 'reverse', 'compact'), list),
      of(a => `split("-", ${a})`, text),
      of(a => `keys({ for v in ${a} : v => 1... })`, list),
      of(a => `${a}[*]`, list),
    ),
  }
})
const typedText = fc.oneof(typed.bool, typed.number, typed.text, typed.list)

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
  /** Runs that have something to say: an unknown was there, and the result is known. */
  let told = 0
  fc.assert(
    fc.property(fc.oneof({ arbitrary: typedText, weight: 4 }, anyText), given, (text, variables) => {
      const before = evaluateText(text, unknowns)
      const after = evaluateText(text, new Map(Object.entries(variables)))
      if (before === undefined || after === undefined || !isWhollyKnown(before)) return
      if (text.includes('var.')) told += 1
      // Types may still become narrower; what an empty list is a list of decides nothing.
      if (jsonValue(before, 'salt') !== jsonValue(after, 'salt')) expect(equality(before, after), text).toBe('yes')
    }),
    { seed: 4711, numRuns: 2000 },
  )
  expect(told).toBeGreaterThan(50)
})
