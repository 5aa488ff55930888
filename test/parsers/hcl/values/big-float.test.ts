import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { defaultPrecision, finiteFromFloat64, finiteToFloat64 } from '../../../../src/parsers/hcl/big-float.ts'
import * as numbers from '../../../../src/parsers/hcl/number.ts'
import { parseNumber, printNumber, roundDecimal, toDecimal } from '../../../../src/parsers/hcl/number-text.ts'
import type { HclNumber } from '../../../../src/parsers/hcl/value.ts'

const read = (text: string): HclNumber => {
  const value = parseNumber(text)
  if (value === undefined) throw new Error(`not a number: ${text}`)
  return value
}

const print = (value: HclNumber | undefined): string => (value === undefined ? 'none' : printNumber(value))

/** An exact fraction. */
interface Rational {
  readonly top: bigint
  readonly bottom: bigint
}

const rational = (value: HclNumber): Rational => {
  if (typeof value === 'number') return { top: BigInt(value), bottom: 1n }
  if (value.kind === 'infinite') throw new Error('infinite')
  return value.exponent >= 0
    ? { top: value.mantissa << BigInt(value.exponent), bottom: 1n }
    : { top: value.mantissa, bottom: 1n << BigInt(-value.exponent) }
}

const compare = (one: Rational, other: Rational): number => {
  const difference = one.top * other.bottom - other.top * one.bottom
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

const size = ({ top, bottom }: Rational): Rational => ({ top: top < 0n ? -top : top, bottom })

/** At most half a unit in the last of 512 places away: |result - exact| × 2^512 ≤ |exact|. */
const isNearest = (result: HclNumber | undefined, exact: Rational): boolean => {
  if (result === undefined) return false
  const { top, bottom } = rational(result)
  const error = size({ top: top * exact.bottom - exact.top * bottom, bottom: bottom * exact.bottom })
  return compare({ top: error.top << BigInt(defaultPrecision), bottom: error.bottom }, size(exact)) <= 0
}

const decimalText = fc
  .tuple(
    fc.boolean(),
    fc.bigInt({ min: 0n, max: 10n ** 40n }),
    fc.option(fc.bigInt({ min: 0n, max: 10n ** 25n })),
    fc.option(fc.integer({ min: -60, max: 60 })),
  )
  .map(
    ([negative, whole, fraction, exponent]) =>
      `${negative ? '-' : ''}${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`,
  )

describe('arithmetic', () => {
  test.each([
    ['0.1', '+', '0.2', '0.3'],
    ['9007199254740993', '+', '1', '9007199254740994'],
    ['9007199254740991', '+', '1', '9007199254740992'],
    ['1e400', '-', '1e400', '0'],
    ['123456789012345678901234567890', '*', '10', '1234567890123456789012345678900'],
    ['2', '*', '0.5', '1'],
    ['1', '/', '4', '0.25'],
    ['1', '/', '0', '+Inf'],
    ['-1', '/', '0', '-Inf'],
    ['0', '/', '0', 'none'],
    ['7', '%', '3', '1'],
    ['-7', '%', '3', '-1'],
    ['7', '%', '-3', '1'],
    ['1', '%', '0', '1'],
    ['5.5', '%', '2', '1.5'],
    ['-0', '+', '-0', '-0'],
    ['-0', '+', '0', '0'],
    ['-1', '*', '0', '-0'],
    ['Inf', '-', 'Inf', 'none'],
    ['Inf', '*', '0', 'none'],
  ])('%s %s %s = %s', (one, operator, other, expected) => {
    const operate = {
      '+': numbers.add,
      '-': numbers.subtract,
      '*': numbers.multiply,
      '/': numbers.divide,
      '%': numbers.modulo,
    }
    expect(print(operate[operator as '+'](read(one), read(other)))).toBe(expected)
  })

  it('prints a third with as many digits as it holds', () => {
    const third = numbers.divide(1, 3)
    expect(print(third)).toBe(`0.${'3'.repeat(154)}5`)
    expect(third !== undefined && print(numbers.multiply(third, 3))).toBe('1')
  })

  it('is exact up to its last place', () => {
    fc.assert(
      fc.property(decimalText, decimalText, (one, other) => {
        const [a, b] = [read(one), read(other)]
        const [x, y] = [rational(a), rational(b)]
        expect(
          isNearest(numbers.add(a, b), { top: x.top * y.bottom + y.top * x.bottom, bottom: x.bottom * y.bottom }),
        ).toBe(true)
        expect(
          isNearest(numbers.subtract(a, b), { top: x.top * y.bottom - y.top * x.bottom, bottom: x.bottom * y.bottom }),
        ).toBe(true)
        expect(isNearest(numbers.multiply(a, b), { top: x.top * y.top, bottom: x.bottom * y.bottom })).toBe(true)
        if (y.top !== 0n) {
          const sign = y.top < 0n ? -1n : 1n
          expect(
            isNearest(numbers.divide(a, b), { top: x.top * y.bottom * sign, bottom: x.bottom * y.top * sign }),
          ).toBe(true)
        }
        expect(numbers.compareNumbers(a, b)).toBe(compare(x, y))
      }),
    )
  })

  it('adds numbers of very different size as exactly as others', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 2n ** 60n }),
        fc.integer({ min: 600, max: 3000 }),
        fc.boolean(),
        (low, gap, negative) => {
          const high = numbers.numberOf(3n, gap)
          const small = numbers.fromBigInt(negative ? -low : low)
          if (high === undefined) throw new Error('out of range')
          expect(
            isNearest(numbers.add(high, small), { top: (3n << BigInt(gap)) + (negative ? -low : low), bottom: 1n }),
          ).toBe(true)
        },
      ),
    )
  })
})

describe('text', () => {
  test.each([
    ['1e21', '1000000000000000000000'],
    ['1e-7', '0.0000001'],
    ['01', '1'],
    ['+1', '1'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0', '-0'],
    ['-0.0', '-0'],
    ['1.50', '1.5'],
    ['1p3', '8'],
    ['inf', '+Inf'],
    ['-Inf', '-Inf'],
    ['99999999999999999999999999999999999', '99999999999999999999999999999999999'],
  ])('%s is %s', (text, expected) => {
    expect(print(read(text))).toBe(expected)
  })

  test.each(['', '.', 'e5', '1e', '0x10', '1_000', ' 1', '1 ', '--1', '1.2.3', 'NaN', 'infinity', '1e999999999', '٣'])(
    '%j is none',
    text => {
      expect(parseNumber(text)).toBeUndefined()
    },
  )

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(decimalText, text => {
        const value = read(text)
        expect(numbers.compareNumbers(read(print(value)), value)).toBe(0)
      }),
    )
  })

  it('prints floats as JavaScript does, but for exponents', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-5, max: 1e20 }), value => {
        expect(print(numbers.fromFloat64(value))).toBe(String(value))
      }),
    )
  })

  it('rounds half to even', () => {
    expect(['0.5', '1.5', '2.5', '0.0005'].map(text => roundDecimal(read(text), 0)?.digits)).toEqual(['', '2', '2', ''])
    expect(toDecimal(read('1234.5'))).toEqual({ digits: '12345', point: 4 })
  })
})

describe('floats', () => {
  it('go there and back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        fc.pre(value !== 0)
        const exact = finiteFromFloat64(value)
        expect(exact && finiteToFloat64(exact)).toBe(value)
      }),
    )
  })

  test.each([
    ['1e308', 1e308],
    ['1e309', Number.POSITIVE_INFINITY],
    ['5e-324', 5e-324],
    ['2e-324', 0],
    ['2.4703282292062328e-324', 5e-324],
    ['9007199254740993', 9007199254740992],
    ['9007199254740995', 9007199254740996],
  ])('%s is nearest to %d', (text, expected) => {
    expect(numbers.toFloat64(read(text))).toBe(expected)
  })
})

it('keeps whole numbers within 2^53 as JavaScript numbers, and only those', () => {
  expect(numbers.fromBigInt(2n ** 53n - 1n)).toBe(2 ** 53 - 1)
  expect(typeof numbers.fromBigInt(2n ** 53n)).toBe('object')
  expect(numbers.divide(read('1e20'), read('1e20'))).toBe(1)
  expect(numbers.add(read('0.5'), read('0.5'))).toBe(1)
})

it('is out of range before printing takes long', () => {
  let value: HclNumber | undefined = read('1e15000')
  for (let times = 0; times < 3 && value !== undefined; times += 1) value = numbers.multiply(value, value)
  expect(value).toBeUndefined()
})
