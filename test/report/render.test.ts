import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { Analysis, ComparisonResult } from '../../src/model/analysis.ts'
import { countsOf } from '../../src/report/counts.ts'
import { escapeLine, escapeText } from '../../src/report/escape.ts'
import { checkToJson, renderJson } from '../../src/report/json.ts'
import { phrasesOf } from '../../src/report/phrases.ts'
import { checkSchema, traceSchema } from '../../src/report/schemas.ts'
import { columns, wrap } from '../../src/report/text/layout.ts'
import { paintFor } from '../../src/report/text/paint.ts'
import { renderText } from '../../src/report/text/render-text.ts'
import { alignHops, partingRow, traceSides } from '../../src/report/text/trace-sides.ts'
import { traceToJson } from '../../src/report/trace-json.ts'
import { fixtureAnalysis, request, traceFixture } from '../ui/fixture-analysis.ts'

const [first] = fixtureAnalysis.comparisons as readonly [ComparisonResult]
const only = (change: Partial<ComparisonResult>): Analysis => ({
  ...fixtureAnalysis,
  comparisons: [{ ...first, ...change }],
})
const verdict = (analysis: Analysis): string => renderText(analysis, { color: false }).split('\n')[1]?.trim() ?? ''
const escapeByte = '\u001b'

describe('the text report', () => {
  test('as a whole', () => {
    expect(renderText(only({}), { color: false })).toMatchSnapshot()
  })

  test('in Japanese', () => {
    expect(renderText(only({}), { color: false, language: 'ja' }).split('\n').slice(0, 4)).toMatchSnapshot()
  })

  test.each<readonly [Partial<ComparisonResult>, string]>([
    [{}, '✗ production would fail: 3 errors, 2 warnings, 1 open question, 1 waived'],
    [{ findings: [] }, '? cannot tell whether production works: 1 open question'],
    [
      { findings: [], undetermined: first.undetermined.map(one => ({ ...one, isWaived: true as const })) },
      '? cannot tell whether production works: 1 waived',
    ],
    [{ findings: [], undetermined: [] }, '✓ production would work: no findings'],
    [
      { findings: [], undetermined: [], rehearsal: { paths: 0, rehearsed: 0 } },
      '? cannot tell whether production works, no request paths found: no findings',
    ],
    [
      { findings: first.findings.map(finding => ({ ...finding, status: 'waived' as const })), undetermined: [] },
      '✓ production would work: 6 waived',
    ],
  ])('the verdict comes first: %#', (change, expected) => {
    expect(verdict(only(change))).toBe(expected)
  })

  test('nothing to compare is said, with what to do', () => {
    expect(renderText({ ...fixtureAnalysis, comparisons: [] }, { color: false })).toContain('sotsu.yaml')
    expect(renderText({ environments: [], comparisons: [], diagnostics: [] }, { color: false })).toContain('sotsu init')
  })

  test('colours add nothing but colours', () => {
    const painted = renderText(fixtureAnalysis, { color: true })
    expect(painted).toContain(`${escapeByte}[`)
    expect(painted.replaceAll(new RegExp(`${escapeByte}\\[\\d+m`, 'g'), '')).toBe(
      renderText(fixtureAnalysis, { color: false }),
    )
  })

  test('text of sources cannot command the terminal', () => {
    const [finding] = first.findings
    if (finding === undefined) throw new Error('the fixture has no finding')
    const hostile = `x${escapeByte}]0;owned\u0007\u202e\r\ny`
    const text = renderText(
      only({
        findings: [
          {
            ...finding,
            message: hostile,
            subject: hostile,
            evidence: finding.evidence.map(line => ({ ...line, value: hostile, label: hostile })),
          },
        ],
      }),
      { color: false },
    )
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Control}\p{Format}]/u)
    expect(text).toContain('\\x1b')
  })
})

describe('the JSON report', () => {
  test('fits its schema, with nothing left out or added', () => {
    expect(checkSchema.parse(JSON.parse(renderJson(fixtureAnalysis)))).toEqual(JSON.parse(renderJson(fixtureAnalysis)))
  })

  test('two runs are byte-identical', () => {
    expect(renderJson(structuredClone(fixtureAnalysis))).toBe(renderJson(fixtureAnalysis))
  })

  test('keys are in the order of the contract', () => {
    const report = checkToJson(fixtureAnalysis)
    expect(Object.keys(report)).toEqual(['schema', 'environments', 'comparisons', 'diagnostics', 'journeys'])
    expect(Object.keys(report.comparisons[0] ?? {})).toEqual([
      'staging',
      'production',
      'rehearsal',
      'differences',
      'findings',
      'undetermined',
      'splits',
    ])
    expect(Object.keys(report.comparisons[0]?.findings[0] ?? {})).toEqual([
      'rule',
      'severity',
      'confidence',
      'subject',
      'message',
      'staging',
      'production',
      'evidence',
      'fix',
      'fingerprint',
      'status',
    ])
  })

  test('a share of nothing is null', () => {
    const { comparisons } = checkToJson(only({ rehearsal: { paths: 0, rehearsed: 0 } }))
    expect(comparisons[0]?.rehearsal.share).toBeNull()
    expect(checkToJson(only({ rehearsal: { paths: 3, rehearsed: 1 } })).comparisons[0]?.rehearsal.share).toBe(0.3333)
  })

  test('the same trouble is told once, errors first', () => {
    const [diagnostic] = fixtureAnalysis.diagnostics
    if (diagnostic === undefined) throw new Error('the fixture has no diagnostic')
    const environments = fixtureAnalysis.environments.map(model => ({ ...model, diagnostics: [diagnostic] }))
    const { diagnostics } = checkToJson({ ...fixtureAnalysis, environments })
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['error', 'warning'])
  })
})

describe('traces', () => {
  const partner = request('https://partner-api.kumocard.example/v1/statements')
  const staging = traceFixture('staging', partner)
  const production = traceFixture('production', partner)

  test('as JSON fit their schema', () => {
    for (const trace of [staging, production]) {
      const json = JSON.parse(JSON.stringify(traceToJson(trace, 'a')))
      expect(traceSchema.parse(json)).toEqual(json)
    }
    expect(traceToJson(production)).toMatchObject({
      env: 'production',
      disposition: { kind: 'name-not-found' },
      rule: null,
      behind: [{ stage: 'tls' }, { stage: 'route' }, { stage: 'token' }],
      nearestMiss: { rule: 20, condition: 'host-header app.kumocard.example' },
    })
  })

  test('are lined up by stage', () => {
    const rows = alignHops([staging, production])
    expect(rows.map(({ stage, hops }) => [stage, ...hops.map(hop => hop?.outcome ?? '-')].join(' '))).toEqual([
      'dns passes fails',
      'tls passes -',
      'route passes -',
      'target passes -',
      'token passes -',
    ])
    expect(partingRow(rows)).toBe(0)
    expect(partingRow(alignHops([staging, staging]))).toBe(-1)
  })

  test('side by side, with the parting hop marked and what is behind', () => {
    const style = { phrases: phrasesOf('en'), paint: paintFor(false), width: 120 }
    expect(traceSides([staging, production], style).join('\n')).toMatchSnapshot()
  })
})

test('counts leave waived findings out', () => {
  expect(countsOf(first)).toEqual({ error: 3, warning: 2, info: 0, waived: 1, undetermined: 1 })
})

describe('layout', () => {
  test('wrapping keeps every word and the width', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/)
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 12, max: 60 }), (words, width) => {
        const lines = wrap(words.join(' '), width)
        expect(lines.join(' ').split(' ')).toEqual(words.length === 0 ? [''] : words)
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
      }),
    )
  })

  test('columns count the cells of wide characters', () => {
    const lines = columns([
      ['日本', 'a'],
      ['abc', 'b'],
    ])
    expect(lines.map(line => stringWidth(line))).toEqual([7, 7])
  })

  test('escaped text has nothing that a terminal acts on', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }), units => {
        const text = String.fromCharCode(...units)
        expect(escapeLine(text)).not.toMatch(/[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/u)
        expect(escapeText(text).replaceAll('\n', '')).not.toMatch(/[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/u)
      }),
    )
  })
})
