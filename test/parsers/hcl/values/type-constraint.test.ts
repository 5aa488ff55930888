import { describe, expect, it, test } from 'vitest'
import { ConversionError } from '../../../../src/parsers/hcl/convert.ts'
import { evaluate } from '../../../../src/parsers/hcl/evaluate.ts'
import { EvaluationBudget } from '../../../../src/parsers/hcl/evaluation-budget.ts'
import { readHclExpression } from '../../../../src/parsers/hcl/read-hcl.ts'
import { rootScope } from '../../../../src/parsers/hcl/root-scope.ts'
import type { TypeConstraint } from '../../../../src/parsers/hcl/type-constraint.ts'
import {
  applyConstraint,
  readTypeConstraint,
  TypeConstraintError,
} from '../../../../src/parsers/hcl/type-constraint.ts'
import { constraintName, typeName, typeText } from '../../../../src/parsers/hcl/type-name.ts'
import { plain } from '../functions/evaluate-text.ts'
import { fromPlain } from './from-plain.ts'

const read = (text: string): TypeConstraint => {
  const { expression } = readHclExpression('variables.tf', text)
  if (expression === undefined) throw new Error(text)
  return readTypeConstraint(expression, value =>
    evaluate(value, rootScope({ variables: new Map(), functions: new Map(), budget: new EvaluationBudget() })),
  )
}

const message = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof TypeConstraintError || error instanceof ConversionError) return error.message
    throw error
  }
  return 'fine'
}

describe('a type constraint', () => {
  test.each([
    ['string', 'string'],
    ['any', 'dynamic'],
    ['list(string)', 'list(string)'],
    ['map(list(any))', 'map(list(dynamic))'],
    ['tuple([string, number])', 'tuple([string,number])'],
    ['object({a = string, b = optional(number, 1)})', 'object({a=string,b=optional(number)})'],
    ['list', 'list(dynamic)'],
    ['map', 'map(dynamic)'],
    ['(set(bool))', 'set(bool)'],
  ])('%s', (text, expected) => {
    expect(typeText(read(text).type)).toBe(expected)
  })

  test.each([
    ['strng', 'The keyword "strng" is not a valid type specification.'],
    ['set', 'The set type constructor requires one argument specifying the element type.'],
    ['list(string, number)', 'The list type constructor requires one argument specifying the element type.'],
    ['string(1)', 'Primitive type keyword "string" does not expect arguments.'],
    ['seq(string)', 'Keyword "seq" is not a valid type constructor.'],
    ['optional(string)', 'Keyword "optional" is valid only as a modifier for object type attributes.'],
    ['object({(a) = string, "${b}" = string})', 'Object constructor map keys must be attribute names.'],
    [
      'object([string])',
      'Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.',
    ],
    ['tuple(string)', 'Tuple type constructor requires a list of element types.'],
    [
      'object({a = optional(number, "x")})',
      "This default value is not compatible with the attribute's type constraint: a number is required.",
    ],
    [
      'object({a = optional(number, 1, 2)})',
      'Optional attribute modifier requires the attribute type as its argument, and accepts at most one further argument: the default value.',
    ],
    [
      '1 + 1',
      'A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).',
    ],
    [
      '"string"',
      'Terraform 0.11 and earlier required type constraints to be given in quotes, but that form is now deprecated. Remove the quotes around "string".',
    ],
  ])('refuses %s', (text, expected) => {
    expect(message(() => read(text))).toBe(expected)
  })
})

describe('a value for', () => {
  test.each<[string, unknown, unknown]>([
    [
      'object({name = string, size = optional(number, 3), tags = optional(list(string)), on = optional(bool, true)})',
      { name: 'n' },
      { name: 'n', on: true, size: 3, tags: null },
    ],
    ['object({size = optional(number, 3)})', { size: null }, { size: 3 }],
    ['object({size = optional(number)})', { size: null, extra: 1 }, { size: null }],
    [
      'map(object({size = number, tags = optional(set(string), ["dflt"])}))',
      { x: { size: '2' } },
      { x: { size: 2, tags: ['dflt'] } },
    ],
    [
      'list(object({n = string, x = optional(object({y = optional(number, 1)}), {})}))',
      [{ n: 'a' }, { n: 'b', x: { y: 2 } }],
      [
        { n: 'a', x: { y: 1 } },
        { n: 'b', x: { y: 2 } },
      ],
    ],
    [
      'object({a = object({b = object({c = optional(string, "deep")})})})',
      { a: { b: {} } },
      { a: { b: { c: 'deep' } } },
    ],
    ['tuple([object({a = optional(number, 1)}), string])', [{}, 5], [{ a: 1 }, '5']],
    ['list(any)', [1, 'a'], ['1', 'a']],
    ['any', [1, 'a'], [1, 'a']],
    ['set(string)', ['b', 'a', 'b'], ['a', 'b']],
    ['object({a = string})', null, null],
  ])('%s: %j', (type, value, expected) => {
    expect(plain(applyConstraint(fromPlain(value), read(type)))).toEqual(expected)
  })

  test.each<[string, unknown, string]>([
    ['object({name = string, req = string})', { name: 'n' }, 'attribute "req" is required'],
    ['tuple([string])', [1, 'a'], 'tuple required'],
    ['list(string)', 5, 'list of string required'],
    ['map(string)', [{}], 'map of string required'],
    ['set(map(number))', [{ a: 'x' }], 'a number is required'],
  ])('%s is refused: %j', (type, value, expected) => {
    expect(message(() => applyConstraint(fromPlain(value), read(type)))).toBe(expected)
  })
})

it('names types as messages do', () => {
  expect(typeName(read('list(map(string))').type)).toBe('list of map of string')
  expect(typeName(read('list(any)').type)).toBe('list of dynamic')
  expect(constraintName(read('list(any)').type)).toBe('list of any single type')
  expect(constraintName(read('any').type)).toBe('any type')
  expect(typeText(fromPlain({ 'a b': 1, 2: 'x' }).type)).toBe('object({2=string,"a b"=number})')
})
