import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../src/rules/index.ts'

const root = join(import.meta.dirname, '..')
const pages = join(root, 'docs/rules')
const files = readdirSync(join(root, 'src/rules'), { recursive: true, encoding: 'utf8' })

const headings = ['What it finds', 'Example', 'Why it breaks', 'How to fix', 'What it cannot see', 'Source']

describe.each(rules.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has a file of its own name, of at most 80 lines', () => {
    const file = files.find(name => name.endsWith(`/${id}.ts`))
    expect(file).toBeDefined()
    const lines = readFileSync(join(root, 'src/rules', file ?? ''), 'utf8')
      .trimEnd()
      .split('\n').length
    expect(lines).toBeLessThanOrEqual(80)
  })

  test('has a page with every section, its patterns and its title', () => {
    const page = readFileSync(join(pages, `${id}.md`), 'utf8')
    for (const heading of headings) expect(page).toContain(`## ${heading}`)
    for (const pattern of rule.patterns) expect(page).toContain(pattern)
    expect(page.split('\n')[0]).toBe(`# ${id}`)
    expect(page).toContain(rule.title)
  })

  test('has a table test with silent, reported and undetermined cases', () => {
    const table = readFileSync(join(root, 'test/rules', `${id}.test.ts`), 'utf8')
    for (const word of ['silent:', 'reports:', 'undetermined: ']) expect(table).toContain(word)
  })

  test('has a pair of fixtures', () => {
    for (const side of ['staging', 'production'])
      expect(existsSync(join(root, 'test/fixtures/rules', id, side)), side).toBe(true)
  })
})

test('every page belongs to a rule', () => {
  const ids = rules.map(({ id }) => `${id}.md`)
  expect(readdirSync(pages).filter(page => !ids.includes(page) && page !== 'README.md')).toEqual([])
})

test('rule ids and the patterns they own are unique', () => {
  const ids = rules.map(({ id }) => id)
  const patterns = rules.flatMap(rule => rule.patterns)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(patterns).size).toBe(patterns.length)
})
