import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Key } from '../../src/ui/keys.ts'
import { decodeKeys } from '../../src/ui/keys.ts'

const textOf = (keys: readonly Key[]): readonly string[] =>
  keys.map(key => ('paste' in key ? `<${key.paste}>` : 'click' in key ? `${key.click.x},${key.click.y}` : key.name))

describe('terminal input', () => {
  it.each([
    ['jk', ['j', 'k']],
    ['\u001b[A\u001bOB\u001b[1~\u001b[6~\u001b[Z', ['up', 'down', 'home', 'page-down', 'shift-tab']],
    ['\u0003\u0004\r\t \u007f\b', ['ctrl-c', 'ctrl-d', 'enter', 'tab', 'space', 'backspace', 'backspace']],
    ['\r\n', ['enter']],
    ['か\u3099🚀', ['か\u3099', '🚀']],
    ['\u001b[200~a\r\u001b[Ab\u001b[201~c', ['<a\r\u001b[Ab>', 'c']],
    ['\u001b[1;5A\u001b[?1;2c\u001b[99~x', ['x']],
    ['\u001b\u001b[A', ['escape', 'up']],
    ['\u001bx', ['escape', 'x']],
  ])('%j is %j', (input, expected) => {
    const { keys, rest } = decodeKeys(input)
    expect(textOf(keys)).toEqual(expected)
    expect(rest).toBe('')
  })

  it.each(['\u001b', '\u001b[', '\u001b[1', '\u001bO', '\u001b[200~abc', '\u001b[200~abc\u001b[20'])(
    'waits for the rest of %j',
    input => {
      expect(decodeKeys(input)).toEqual({ keys: [], rest: input })
    },
  )

  it('takes a lone ESC for Escape once nothing follows', () => {
    expect(decodeKeys('\u001b', true)).toEqual({ keys: [{ name: 'escape' }], rest: '' })
  })

  it('reads the same keys however the input is cut into chunks', () => {
    const piece = fc.constantFrom(
      'j',
      '\u001b[A',
      '\u001b[6~',
      '\u001b[200~漢字\u001b[201~',
      '\u001bOF',
      '\r',
      '漢',
      '\u0004',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(60), { maxLength: 6 }), (pieces, cuts) => {
        const input = pieces.join('')
        const whole = textOf(decodeKeys(input).keys)
        const points = [0, ...cuts.map(cut => cut % (input.length + 1)).toSorted((a, b) => a - b), input.length]
        let rest = ''
        const keys = points.slice(1).flatMap((end, index) => {
          const decoded = decodeKeys(rest + input.slice(points[index], end))
          rest = decoded.rest
          return textOf(decoded.keys)
        })
        expect(keys).toEqual(whole)
      }),
    )
  })
})
