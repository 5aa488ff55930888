import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { startOf } from '../../../../src/model/source-location.ts'
import type { Truth } from '../../../../src/model/truth.ts'
import { ConversionError, convert } from '../../../../src/parsers/hcl/convert.ts'
import { equality, equals } from '../../../../src/parsers/hcl/equals.ts'
import { withoutRepeats } from '../../../../src/parsers/hcl/set.ts'
import { dynamicType, listType, setType, stringType } from '../../../../src/parsers/hcl/type.ts'
import { unify } from '../../../../src/parsers/hcl/unify.ts'
import { knownString } from '../../../../src/parsers/hcl/value-constructors.ts'
import { evaluateText, plain } from '../functions/evaluate-text.ts'
import { fromPlain, plainValue } from './from-plain.ts'

const truth = (one: string, other: string): Truth => {
  const [a, b] = [evaluateText(one), evaluateText(other)]
  if (typeof a === 'string' || typeof b === 'string') throw new Error(`${a} ${b}`)
  expect(equality(b, a)).toBe(equality(a, b))
  return equality(a, b)
}

describe('equality', () => {
  test.each<[string, string, Truth]>([
    ['1', '1.0', 'yes'],
    ['1', '"1"', 'no'],
    ['true', '"true"', 'no'],
    ['-0', '0', 'yes'],
    ['0.1 + 0.2', '0.3', 'yes'],
    ['[1]', 'tolist([1])', 'no'],
    ['toset([])', '[]', 'no'],
    ['null', 'tostring(null)', 'yes'],
    ['tostring(null)', 'tonumber(null)', 'yes'],
    ['null', '1', 'no'],
    ['{a = 1, b = 2}', '{b = 2, a = 1}', 'yes'],
    ['{a = 1}', '{a = 1, b = 2}', 'no'],
    ['{a = null}', '{a = 1}', 'no'],
    ['toset(["a", "b"])', 'toset(["b", "a", "b"])', 'yes'],
    ['toset(["a"])', 'toset(["b"])', 'no'],
    ['tomap({a = 1})', 'tomap({a = 1})', 'yes'],
    ['tomap({a = 1})', 'tomap({b = 1})', 'no'],
    ['"e\\u0301"', '"é"', 'yes'],
    ['var.text', 'var.text', 'undetermined'],
    ['var.text', '"a"', 'undetermined'],
    ['var.text', 'null', 'no'],
    ['var.any', 'null', 'undetermined'],
    ['var.text', '1', 'no'],
    ['"pre-${var.text}"', '"other"', 'no'],
    ['"pre-${var.text}"', '"pre-x"', 'undetermined'],
    ['[var.text, 1]', '["a", 1]', 'undetermined'],
    ['[var.text, 1]', '["a", 2]', 'undetermined'],
    ['[1, var.text]', '[2, "a"]', 'no'],
    ['{a = var.text}', '{b = 1}', 'no'],
    ['{a = var.text}', '{a = 1}', 'no'],
    ['[var.any]', '[1]', 'undetermined'],
    ['[var.any]', '{a = 1}', 'no'],
    ['var.list', '[]', 'no'],
    ['var.list', 'tolist([])', 'no'],
    ['toset([var.text])', 'toset(["a"])', 'undetermined'],
  ])('%s == %s: %s', (one, other, expected) => {
    expect(truth(one, other)).toBe(expected)
  })

  it('is known of every known value and itself', () => {
    fc.assert(
      fc.property(plainValue, value => {
        expect(equality(fromPlain(value), fromPlain(value))).toBe('yes')
      }),
    )
  })

  it('has the marks of both sides, but of a null only what decided', () => {
    const [secret, inner] = [evaluateText('var.secret'), evaluateText('[var.secret]')]
    if (typeof secret === 'string' || typeof inner === 'string') throw new Error()
    expect(equals(secret, fromPlain('a')).marks.sensitive).toBe(true)
    expect(equals(inner, fromPlain(['a'])).marks.sensitive).toBe(true)
    expect(equals(inner, fromPlain(null)).marks.sensitive).toBe(false)
  })
})

describe('sets', () => {
  test.each<[unknown[], unknown]>([
    [
      ['b', 'B', 'a', '1', 'é', 'a'],
      ['1', 'B', 'a', 'b', 'é'],
    ],
    [
      [10, 9, null, 1.5, -1],
      [-1, '1.5n', 9, 10, null],
    ],
    [
      [true, false, null],
      [false, true, null],
    ],
    [
      [
        { n: 'b', v: 1 },
        { n: 'a', v: 2 },
      ],
      [
        { n: 'a', v: 2 },
        { n: 'b', v: 1 },
      ],
    ],
    [
      [[10], [9], [1e21]],
      [[10], ['1000000000000000000000n'], [9]],
    ],
    [
      ['\u{10000}', '\uffff'],
      ['\uffff', '\u{10000}'],
    ],
    [[{ a: null }, { a: null }], [{ a: null }]],
  ])('%j', (items, expected) => {
    expect(plain(convert(fromPlain(items), setType(dynamicType)))).toEqual(expected)
  })

  it('have the same order whatever order they are made in', () => {
    fc.assert(
      fc.property(fc.array(plainValue, { maxLength: 8 }), fc.nat(), (items, seed) => {
        const values = items.map(fromPlain)
        if (unify(values.map(value => value.type)) === undefined) return
        const shuffled = [...items].sort(
          (one, other) =>
            ((JSON.stringify(one).length * (seed + 7)) % 13) - ((JSON.stringify(other).length * (seed + 3)) % 13),
        )
        try {
          const set = convert(fromPlain(items), setType(dynamicType))
          const again = convert(fromPlain(shuffled), setType(dynamicType))
          expect(plain(set)).toEqual(plain(again))
          expect(equality(set, again)).toBe('yes')
        } catch (error) {
          expect(error).toBeInstanceOf(ConversionError)
        }
      }),
    )
  })

  it('keep unknown members behind known ones, and before nulls', () => {
    const value = evaluateText('toset([null, var.text, "a"])')
    expect(typeof value === 'string' ? value : plain(value)).toEqual(['a', '?', null])
  })
})

it('unifies to the same type in any order', () => {
  fc.assert(
    fc.property(fc.array(plainValue, { minLength: 1, maxLength: 4 }), values => {
      const types = values.map(value => fromPlain(value).type)
      const [one, other] = [unify(types), unify([...types].reverse())]
      expect(one === undefined).toBe(other === undefined)
    }),
  )
  expect(unify([listType(stringType), dynamicType])).toEqual(dynamicType)
})

describe('repeats', () => {
  const from = (name: string) => ({
    ...knownString('a.example.com'),
    marks: {
      sensitive: false,
      origins: [{ kind: 'tfvars' as const, name, at: startOf('a.tfvars') }],
      trail: undefined,
    },
  })
  it('that are dropped leave their origins with what stays', () => {
    const [kept, ...rest] = withoutRepeats([from('var.user_hosts'), from('var.partner_hosts')])
    expect(rest).toEqual([])
    expect(kept?.marks.origins.map(({ name }) => name)).toEqual(['var.user_hosts', 'var.partner_hosts'])
  })
})
