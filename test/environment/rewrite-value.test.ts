import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rewriteValue } from '../../src/environment/rewrite-value.ts'
import type { Value } from '../../src/model/value.ts'
import { plain, template, unset, value } from '../helpers/evaluated.ts'

const leaf: fc.Arbitrary<Value> = fc.oneof(
  fc.string().map(text => value(text)),
  fc.integer().map(number => value(number)),
  fc.string().map(name => unset(name)),
)
const { tree } = fc.letrec<{ tree: Value }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }).map(items => value(items)),
    fc.dictionary(fc.string(), tie('tree'), { maxKeys: 4 }).map(entries => value(entries)),
    fc.array(leaf, { minLength: 1, maxLength: 4 }).map(parts => template(...parts, unset('end'))),
  ),
}))

test('nothing to change: the very same value', () => {
  fc.assert(fc.property(tree, each => rewriteValue(each, part => part) === each))
})

test('unknowns that become known leave none behind', () => {
  const hasUnknown = (each: Value): boolean => {
    let found = false
    rewriteValue(each, part => {
      found ||= part.kind === 'unknown' || part.kind === 'template'
      return part
    })
    return found
  }
  const fill = (part: Value): Value => (part.kind === 'unknown' ? { kind: 'known', value: 'x', from: part.from } : part)
  fc.assert(
    fc.property(tree, each => !hasUnknown(rewriteValue(each, fill))),
    { examples: [[template('a', unset('b'), 'c')]] },
  )
})

test('known parts of a text join, and keep the secret ones apart', () => {
  const fill = (part: Value): Value => (part.kind === 'unknown' ? { ...value('secret-digest'), sensitive: true } : part)
  expect(rewriteValue(template('a', unset('b'), 'c'), fill)).toMatchObject({
    kind: 'template',
    parts: [{}, { sensitive: true }, {}],
  })
  expect(plain(rewriteValue(template('a', unset('b'), 'c'), () => value('x')))).toBe('x')
})
