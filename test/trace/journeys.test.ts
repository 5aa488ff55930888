import { beforeAll, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import { brokenJourneys } from '../../src/report/broken-journeys.ts'
import { journeyOf } from '../../src/trace/journeys.ts'
import { proposeJourneys } from '../../src/trace/propose-journeys.ts'
import { analyzeFiles, edited, exampleAt, onlyComparison, withFiles } from '../helpers/example.ts'

const asItWas = exampleAt('as-it-was')
const corrected = exampleAt('corrected')

const outcomes = ({ journeys = [] }: Analysis): readonly string[] =>
  journeys.map(({ journey, environment, outcome, because }) => `${journey} ${environment} ${outcome} ${because}`.trim())

describe('journeys', () => {
  let before: Analysis
  let after: Analysis
  beforeAll(async () => {
    before = await analyzeFiles(asItWas)
    after = await analyzeFiles(corrected)
  })

  test('are checked in every environment', () => {
    expect(outcomes(after)).toEqual([
      'card-holder-opens-portal staging works',
      'card-holder-opens-portal production works',
      'partner-gets-token staging works',
      'partner-gets-token production works',
      'partner-reads-statement staging works',
      'partner-reads-statement production works',
    ])
    expect(outcomes(before).filter(line => line.includes('partner') && line.includes('production'))).toEqual([
      expect.stringMatching(/^partner-gets-token production fails no record/),
      expect.stringMatching(/^partner-reads-statement production fails no record/),
    ])
  })

  test('fail where they reach another service than the one that is expected', async () => {
    const other = withFiles(corrected, {
      'sotsu.yaml': edited(corrected, 'sotsu.yaml', 'expect: "service:web"', 'expect: "service:portal-bff"'),
    })
    expect(outcomes(await analyzeFiles(other)).slice(0, 2)).toEqual([
      'card-holder-opens-portal staging fails reaches web, not portal-bff',
      'card-holder-opens-portal production fails reaches web, not portal-bff',
    ])
  })

  test('have the findings that break them', () => {
    const comparison = onlyComparison(before)
    const breaks = brokenJourneys(comparison.traces)
    const broken = comparison.findings.map(finding => [finding.rule, breaks(finding).map(journeyOf)])
    const both = ['partner-gets-token', 'partner-reads-statement']
    expect(broken).toEqual([
      ['dns-record-missing', both],
      ['certificate-does-not-cover-host', both],
      ['listener-rule-misses-host', ['partner-reads-statement']],
      ['listener-rule-misses-host', ['partner-gets-token']],
      ['token-issuer-mismatch', ['partner-reads-statement']],
    ])
  })

  test('are not said to be broken by a warning that only names their host', () => {
    const { traces } = onlyComparison(before)
    const [missing] = onlyComparison(before).findings
    if (!missing) throw new Error('no finding')
    const { traces: _, ...named } = missing
    const breaks = brokenJourneys(traces)
    expect(breaks(named)).toHaveLength(2)
    expect(breaks({ ...named, severity: 'warning' })).toEqual([])
  })

  test('are proposed from what production serves and names', async () => {
    const proposed = proposeJourneys(before)
    expect(proposed.map(({ request, service }) => `${request} ${service}`)).toContain(
      'GET https://{host}/partner/v1/statements/2026-10 statements-api',
    )
    for (const { hosts } of proposed) expect([...hosts.keys()]).toEqual(['staging', 'production'])
    expect(new Set(proposed.map(({ name }) => name)).size).toBe(proposed.length)
  })

  test('the paths of production and which of them staging takes: every path that is broken is named, with a change of staging', () => {
    const { rehearsal } = onlyComparison(before)
    expect(rehearsal.unrehearsed).toHaveLength(rehearsal.paths - rehearsal.rehearsed)
    const partner = rehearsal.unrehearsed?.find(({ request }) => request.path === '/oauth/token')
    expect(partner).toMatchObject({ stage: 'dns', request: { host: 'partner-api.kumocard.example' } })
    expect(partner?.change).toContain('give staging a record')
    expect(onlyComparison(after).rehearsal).toMatchObject({ paths: 4, rehearsed: 4, unrehearsed: [] })
  })
})
