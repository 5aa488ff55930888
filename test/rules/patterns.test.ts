import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyzeDirectory, type RuleFixture } from '../helpers/analyze-fixture.ts'
import { reported, shownLines } from '../helpers/reported.ts'

const root = join(import.meta.dirname, '..', 'fixtures', 'patterns')
const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'patterns-tokens.md'), 'utf8')

/** Patterns that have no rule of their own: they follow from how settings are read, and from the rule that their fixture names. */
describe.each(readdirSync(root))('pattern %s', id => {
  const directory = join(root, id)
  const { rule, fixed, evidence } = JSON.parse(readFileSync(join(directory, 'fixture.json'), 'utf8')) as RuleFixture & {
    readonly rule: string
  }

  test('is reported by its rule, at these lines, and by nothing else', async () => {
    const analysis = await analyzeDirectory(directory)
    expect(reported(analysis)).toEqual([rule])
    expect(shownLines(analysis)).toEqual(expect.arrayContaining(Object.keys(evidence)))
    for (const [place, text] of Object.entries(evidence)) {
      const [file = '', line = ''] = place.split(':')
      expect(readFileSync(join(directory, file), 'utf8').split('\n')[Number(line) - 1]?.trim(), place).toBe(text)
    }
  })

  test('is silent once it is mended', async () => {
    expect(reported(await analyzeDirectory(directory, fixed))).toEqual([])
  })

  test('is mapped to its rule', () => {
    const row = page.split('\n').find(line => line.startsWith(`| ${id} `))
    expect(row).toContain(rule)
    expect(row).toContain(`test/fixtures/patterns/${id}`)
  })
})
