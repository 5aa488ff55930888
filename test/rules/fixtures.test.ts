import { describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import { formatLocation } from '../../src/model/source-location.ts'
import { rules } from '../../src/rules/index.ts'
import { analyzeFixture, lineAt, readFixture } from '../helpers/analyze-fixture.ts'

/** Everything that a run says of a pair of environments. Trouble at a line that a finding shows is what the finding is about. */
const said = ({ comparisons, diagnostics }: Analysis): readonly string[] => {
  const findings = comparisons.flatMap(comparison => comparison.findings)
  const shown = new Set(findings.flatMap(({ evidence }) => evidence.map(({ at }) => formatLocation(at))))
  return [
    ...findings.map(({ rule }) => rule),
    ...comparisons.flatMap(({ undetermined }) => undetermined.map(({ rule }) => `undetermined ${rule}`)),
    ...diagnostics.flatMap(({ summary, at }) =>
      shown.has(formatLocation(at)) ? [] : [`${formatLocation(at)} ${summary}`],
    ),
  ]
}

describe.each(rules.map(({ id }) => id))('the files of %s', id => {
  const fixture = readFixture(id)

  test('show what it reports, and nothing else', async () => {
    const analysis = await analyzeFixture(id)
    expect(said(analysis)).toEqual([id])
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
    expect(said(await analyzeFixture(id, fixture.fixed))).toEqual([])
  })
})
