import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { cellsOf, cut, fitText, truncate, truncateStart, wrap } from '../../src/ui/cells.ts'
import { shown } from '../../src/ui/shown.ts'
import { editField, textField } from '../../src/ui/text-field.ts'
import { anyText } from './any-text.ts'

const clean = anyText.map(shown)
const width = fc.integer({ min: 1, max: 40 })

describe('display cells', () => {
  it('are those of string-width', () => {
    fc.assert(fc.property(clean, text => cellsOf(text) === stringWidth(text)))
  })
  it('fit exactly', () => {
    fc.assert(fc.property(clean, width, (text, columns) => cellsOf(fitText(text, columns, '⋯')) === columns))
  })
  it('never overflow when cut, truncated or wrapped', () => {
    fc.assert(
      fc.property(clean, width, (text, columns) => {
        const made = [cut(text, columns), truncate(text, columns, '⋯'), truncateStart(text, columns, '...')]
        // A grapheme of two cells has no room in one.
        const lines = columns === 1 ? [] : wrap(text, columns)
        return [...made, ...lines].every(line => cellsOf(line) <= columns)
      }),
    )
  })
  it('lose no character when wrapped', () => {
    fc.assert(
      fc.property(clean, fc.integer({ min: 2, max: 30 }), (text, columns) => {
        const strip = (value: string): string => value.replaceAll(' ', '')
        return strip(wrap(text, columns).join('')) === strip(text)
      }),
    )
  })
  it.each([
    ['日本語', 5, '日本⋯'],
    ['日本語', 4, '日⋯ '],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301⋯'],
    ['ガガ', 3, 'ガ⋯'],
  ])('truncates %s to %i cells at a grapheme', (text, columns, expected) => {
    expect(fitText(text, columns, '⋯')).toBe(expected)
  })
})

describe('text on the screen', () => {
  it.each([
    ['\u001b[31mred', '\\x1b[31mred'],
    ['a\u202eb', 'a\\u202eb'],
    ['a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['a\nb\r', 'a\\x0ab\\x0d'],
    ['\u009b2J', '\\x9b2J'],
    ['a → b…', 'a -> b...'],
    ['❤\ufe0f', '❤'],
    ['\u{e0041}', '\\u{e0041}'],
    ['日本語 ガ', '日本語 ガ'],
  ])('shows %j as %j', (text, expected) => {
    expect(shown(text)).toBe(expected)
  })
  it('has no control or format character, whatever came in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => !/[\p{Control}\p{Format}\p{Surrogate}]/u.test(shown(text))),
    )
  })
})

describe('a field', () => {
  const typed = (text: string, ...keys: readonly string[]): string => {
    const field = keys.reduce((current, name) => editField(current, { name }), textField(text))
    const graphemes = [...new Intl.Segmenter().segment(field.text)].map(({ segment }) => segment)
    return [...graphemes.slice(0, field.caret), '|', ...graphemes.slice(field.caret)].join('')
  }
  it.each([
    ['ab', ['c'], 'abc|'],
    ['ab', ['left', 'x'], 'ax|b'],
    ['日本', ['left', 'backspace'], '|本'],
    ['a b c', ['ctrl-w'], 'a b |'],
    ['a b', ['home', 'delete'], '| b'],
    ['ab', ['left', 'ctrl-u'], '|b'],
    ['ab', ['home', 'ctrl-k'], '|'],
    ['e\u0301', ['backspace'], '|'],
    ['ab', ['f1', 'page-up'], 'ab|'],
    ['a', ['space', 'b'], 'a b|'],
  ] as const)('%s and %j is %s', (text, keys, expected) => {
    expect(typed(text, ...keys)).toBe(expected)
  })
  it('takes pasted text on one line', () => {
    expect(editField(textField('a'), { paste: 'b\r\nc\u001b[0m' }).text).toBe('ab c[0m')
  })
})
