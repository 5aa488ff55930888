import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ConversionError, convert } from '../../../../src/parsers/hcl/convert.ts'
import { equality } from '../../../../src/parsers/hcl/equals.ts'
import type { Type } from '../../../../src/parsers/hcl/type.ts'
import {
  boolType,
  dynamicType,
  listType,
  mapType,
  numberType,
  objectType,
  sameType,
  setType,
  stringType,
  tupleType,
} from '../../../../src/parsers/hcl/type.ts'
import { typeText } from '../../../../src/parsers/hcl/type-name.ts'
import type { HclValue } from '../../../../src/parsers/hcl/value.ts'
import { knownString, unknownBecause } from '../../../../src/parsers/hcl/value-constructors.ts'
import { plain } from '../functions/evaluate-text.ts'
import { fromPlain, plainValue } from './from-plain.ts'

const any = (kind: 'list' | 'set' | 'map'): Type => ({ kind, element: dynamicType })
const person = objectType(
  [
    ['name', stringType],
    ['age', numberType],
  ],
  new Set(['age']),
)

const converted = (value: HclValue, type: Type): readonly [string, unknown] | string => {
  try {
    const result = convert(value, type)
    return [typeText(result.type), plain(result)]
  } catch (error) {
    if (error instanceof ConversionError) return error.message
    throw error
  }
}

describe('known values', () => {
  test.each<[unknown, Type, readonly [string, unknown] | string]>([
    [1.5, stringType, ['string', '1.5']],
    [true, stringType, ['string', 'true']],
    ['1.50', numberType, ['number', '1.5n']],
    ['0x10', numberType, 'a number is required'],
    [true, numberType, 'number required'],
    ['1', boolType, ['bool', true]],
    ['True', boolType, 'a bool is required; to convert from string, use lowercase "true"'],
    ['yes', boolType, 'a bool is required'],
    [1, boolType, 'bool required'],
    [[1], stringType, 'string required'],
    [[1, 'a', true], any('list'), ['list(string)', ['1', 'a', 'true']]],
    [[[1], ['a']], any('list'), ['list(tuple([string]))', [['1'], ['a']]]],
    [[{ a: 1 }, { b: 2 }], any('list'), ['list(map(number))', [{ a: 1 }, { b: 2 }]]],
    [[{ a: 1 }, { a: 'x' }], any('list'), ['list(object({a=string}))', [{ a: '1' }, { a: 'x' }]]],
    [[], any('list'), ['list(dynamic)', []]],
    [[null], any('list'), ['list(dynamic)', [null]]],
    [[1, [2]], any('set'), 'all set elements must have the same type'],
    [[[1], null], any('list'), 'all list elements must have the same type'],
    [[1, null, 2], listType(stringType), ['list(string)', ['1', null, '2']]],
    [[1, 'x'], listType(numberType), 'a number is required'],
    [[1, [2]], listType(stringType), 'element 1: string required'],
    [['b', 'a', 'b'], any('set'), ['set(string)', ['a', 'b']]],
    [{ a: 1, b: 'x' }, any('map'), ['map(string)', { a: '1', b: 'x' }]],
    [{ a: [1], b: [2, '3'] }, any('map'), ['map(list(string))', { a: ['1'], b: ['2', '3'] }]],
    [{ a: 1 }, any('list'), 'list of any single type required'],
    ['x', any('list'), 'list of any single type required'],
    [{ a: ['x'], b: 1 }, mapType(listType(stringType)), 'element "b": list of string required'],
    [{ name: 'n', extra: 1 }, person, ['object({age=number,name=string})', { age: null, name: 'n' }]],
    [{ age: 1 }, person, 'attribute "name" is required'],
    [
      {},
      objectType([
        ['a', stringType],
        ['b', stringType],
      ]),
      'attributes "a" and "b" are required',
    ],
    [{ name: [], age: 1 }, person, 'attribute "name": string required'],
    [[1, 'a'], tupleType([stringType, stringType]), ['tuple([string,string])', ['1', 'a']]],
    [[1], tupleType([stringType, stringType]), 'tuple required'],
    [null, any('set'), ['set(dynamic)', null]],
  ])('%j to %o', (value, type, expected) => {
    expect(converted(fromPlain(value), type)).toEqual(expected)
  })

  it('of a list become those of a set, and the other way round', () => {
    const list = convert(fromPlain(['b', 'a']), listType(stringType))
    const set = convert(list, setType(stringType))
    expect(plain(convert(set, listType(stringType)))).toEqual(['a', 'b'])
    expect(converted(convert(fromPlain(['1', 'x']), any('set')), listType(numberType))).toBe('a number is required')
  })

  it('of a map become an object with those attributes', () => {
    const map = convert(fromPlain({ name: 'n', other: 'x' }), mapType(stringType))
    expect(converted(map, person)).toEqual(['object({age=number,name=string})', { age: null, name: 'n' }])
    expect(converted(convert(fromPlain({ x: 'y' }), mapType(stringType)), person)).toBe(
      'map has no element for required attribute "name"',
    )
  })

  it('say where they do not fit', () => {
    try {
      convert(fromPlain({ a: [{ b: '1' }, { b: 'x' }] }), mapType(listType(objectType([['b', numberType]]))))
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ConversionError)
      expect((error as ConversionError).path).toEqual(['a', 1, 'b'])
    }
  })
})

describe('unknown values', () => {
  const unknown = (type: Type, refinement = {}) =>
    unknownBecause(type, { kind: 'unset-input', names: 'var.x' }, refinement)

  test.each<[HclValue, Type, object]>([
    [unknown(numberType, { notNull: true }), stringType, { notNull: true }],
    [unknown(stringType, { notNull: true, prefix: 'a' }), stringType, { notNull: true, prefix: 'a' }],
    [unknown(tupleType([numberType, numberType])), listType(numberType), { minLength: 2, maxLength: 2 }],
    [unknown(tupleType([numberType, numberType])), setType(numberType), { minLength: 1, maxLength: 2 }],
    [unknown(objectType([['a', numberType]])), mapType(stringType), { minLength: 1, maxLength: 1 }],
    [unknown(listType(stringType), { minLength: 3 }), setType(stringType), { minLength: 1 }],
    [unknown(dynamicType), listType(stringType), {}],
  ])('keep what is known about them: %o to %o', (value, type, refinement) => {
    const result = convert(value, type)
    expect(result).toMatchObject({ state: 'unknown', refinement, cause: { why: { names: 'var.x' } } })
    expect(typeText(result.type)).toBe(typeText(type))
  })

  it('stand in lists, but a list of an uncertain set is unknown as a whole', () => {
    const set = convert(fromPlain(['a']), setType(stringType))
    const two = convert(
      { ...set, data: [...(set as { data: readonly HclValue[] }).data, unknown(stringType)] } as HclValue,
      listType(stringType),
    )
    expect(two.state).toBe('unknown')
  })
})

describe('marks', () => {
  it('stay where they are', () => {
    const secret = { ...knownString('1'), marks: { sensitive: true, origins: [], trail: undefined } }
    expect(convert(secret, numberType).marks.sensitive).toBe(true)
    const list = convert(
      { ...fromPlain([0]), data: [secret], type: tupleType([stringType]) } as HclValue,
      listType(numberType),
    )
    expect(list.marks.sensitive).toBe(false)
    expect(convert(list, setType(numberType)).marks.sensitive).toBe(true)
  })
})

it('of deeply nested values takes time in proportion', () => {
  const nested = (depth: number, leaf: unknown): unknown => (depth === 0 ? leaf : [nested(depth - 1, leaf)])
  const result = convert(fromPlain([nested(300, 1), nested(300, 'a')]), any('list'))
  expect(typeText(result.type)).toBe(`list(${'tuple(['.repeat(300)}string${'])'.repeat(300)})`)
})

describe('every conversion', () => {
  const types = fc.constantFrom<Type>(
    stringType,
    numberType,
    boolType,
    any('list'),
    any('set'),
    any('map'),
    listType(stringType),
    setType(numberType),
    mapType(any('list')),
    dynamicType,
  )

  it('gives a value of the wanted type, and then changes nothing more', () => {
    fc.assert(
      fc.property(plainValue, types, (value, type) => {
        const first = converted(fromPlain(value), type)
        if (typeof first === 'string') return
        const once = convert(fromPlain(value), type)
        const twice = convert(once, type)
        expect(sameType(once.type, twice.type)).toBe(true)
        expect(equality(once, twice)).toBe('yes')
      }),
    )
  })
})
