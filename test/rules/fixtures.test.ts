import { describe, expect, test } from 'vitest'
import { formatLocation } from '../../src/model/source-location.ts'
import { rules } from '../../src/rules/index.ts'
import { analyzeFixture, lineAt, readFixture } from '../helpers/analyze-fixture.ts'
import { reported } from '../helpers/reported.ts'

describe.each(rules.map(({ id }) => id))('the files of %s', id => {
  const fixture = readFixture(id)

  test('show what it reports, and nothing else', async () => {
    const analysis = await analyzeFixture(id)
    expect(reported(analysis)).toEqual([id])
    const shown = analysis.comparisons.flatMap(({ findings }) =>
      findings.flatMap(({ evidence }) => evidence.map(({ environment, at }) => `${environment} ${formatLocation(at)}`)),
    )
    expect(new Set(shown).size, 'each line once').toBe(shown.length)
    const places = shown.map(line => line.replace(/^\S+ /, ''))
    expect(places).toEqual(expect.arrayContaining(Object.keys(fixture.evidence)))
  })

  test('name the lines of both sides', () => {
    for (const [place, text] of Object.entries(fixture.evidence)) expect(lineAt(id, place), place).toBe(text)
    expect(Object.keys(fixture.evidence).some(place => place.startsWith('production/'))).toBe(true)
  })

  test('are silent once they are mended', async () => {
    expect(reported(await analyzeFixture(id, fixture.fixed))).toEqual([])
  })
})
