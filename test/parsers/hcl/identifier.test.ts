import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfIdentifier, isIdentifier, startsIdentifier } from '../../../src/parsers/hcl/identifier.ts'

const character = fc.oneof(
  fc.constantFrom(...'aZ_09-. \n\u00e9\u4e2d\u00b7\u0301\u2118\ud83d\ude00\ud800'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)
const text = fc.array(character, { maxLength: 6 }).map(all => all.join(''))

test('the short way and Unicode’s classes agree', () => {
  fc.assert(
    fc.property(text, written => {
      expect(isIdentifier(written)).toBe(/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(written))
      const first = [...written][0] ?? ''
      expect(startsIdentifier(first)).toBe(/^[\p{ID_Start}_]$/u.test(first))
    }),
  )
})

test.each([
  ['a-b c', 0, 3],
  ['été.x', 0, 3],
  ['.x', 0, 0],
])('%j from %i ends at %i', (written, from, to) => expect(endOfIdentifier(written, from)).toBe(to))
