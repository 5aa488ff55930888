import { expect, test } from 'vitest'
import { nameCovers, valueCovers } from '../../src/trace/certificate-names.ts'
import { at, ref, text, unset } from '../helpers/model.ts'

test.each([
  ['example.com', 'example.com', true],
  ['EXAMPLE.com', 'example.COM', true],
  ['*.example.com', 'www.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'a.b.example.com', false],
  ['*.*.example.com', 'a.b.example.com', false],
  ['w*.example.com', 'www.example.com', false],
  ['*', 'example', false],
  ['192.0.2.10', '192.0.2.10', false],
])('%s covers %s: %s', (name, host, expected) => {
  expect(nameCovers(name, host)).toBe(expected)
})

const template = (...parts: Parameters<typeof valueCovers>[0][]) => ({
  kind: 'template' as const,
  parts,
  from: { at: at(), origins: [] },
})

test.each([
  ['a name that is not known', unset('var.domain'), 'www.example.com', 'undetermined'],
  ['a wildcard below an unknown domain', template(text('*.'), unset('var.domain')), 'www.example.com', 'undetermined'],
  [
    'a known parent below an unknown label',
    template(ref('random_pet.x', 'id'), text('.example.org')),
    'www.example.com',
    'no',
  ],
] as const)('%s', (_, value, host, expected) => {
  expect(valueCovers(value, host)).toBe(expected)
})
