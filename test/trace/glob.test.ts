import fc from 'fast-check'
import { expect, test } from 'vitest'
import { globTokens, matchGlob, matchTokens } from '../../src/trace/glob.ts'
import { globContains } from '../../src/trace/glob-contains.ts'

const bySearch = (pattern: string, text: string): boolean => {
  if (pattern === '') return text === ''
  const rest = pattern.slice(1)
  if (pattern[0] === '*')
    return Array.from({ length: text.length + 1 }, (_, skip) => skip).some(skip => bySearch(rest, text.slice(skip)))
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && bySearch(rest, text.slice(1))
}

const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 })
const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })

test.each([
  ['*.example.com', 'a.b.example.com', true],
  ['*.example.com', 'example.com', false],
  ['/api/*', '/api', false],
  ['/api*', '/apix', true],
  ['/v?/users', '/v/users', false],
  ['/a?b', '/a/b', true],
  ['*', '', true],
])('%s against %s: %s', (pattern, text, expected) => {
  expect(matchGlob(pattern, text)).toBe(expected)
})

test('an escaped wildcard is the character itself', () => {
  expect(matchGlob('\\*', 'abc', { escapes: true })).toBe(false)
  expect(matchGlob('\\*', '*', { escapes: true })).toBe(true)
  expect(matchGlob('\\*', '\\x', {})).toBe(true)
})

test('matching equals exhaustive search', () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => matchGlob(pattern, text) === bySearch(pattern, text)),
    { numRuns: 2000 },
  )
})

test('many stars against a long text end at once', () => {
  expect(matchGlob(`${'*a'.repeat(60)}b`, 'a'.repeat(5000))).toBe(false)
})

test('a pattern contains another exactly when every text of the other matches it', () => {
  const all = (length: number): readonly string[] =>
    length === 0 ? [''] : ['', ...all(length - 1).flatMap(text => ['a', 'b', 'c'].map(char => char + text))]
  const samples = [...new Set(all(5))]
  const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 3 })
  fc.assert(
    fc.property(short, short, (outer, inner) => {
      const [one, other] = [globTokens(outer), globTokens(inner)]
      const refuted = samples.some(text => matchTokens(other, text) && !matchTokens(one, text))
      return globContains(one, other) === !refuted
    }),
    { numRuns: 1500 },
  )
})
