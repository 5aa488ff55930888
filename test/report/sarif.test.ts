import { describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/model/analysis.ts'
import { renderSarif } from '../../src/report/sarif/render-sarif.ts'
import { fixtureAnalysis } from '../ui/fixture-analysis.ts'

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string }
    readonly region: { readonly startLine: number; readonly endLine?: number }
  }
}
interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: string
  readonly message: { readonly text: string }
  readonly locations: readonly Location[]
  readonly relatedLocations?: readonly (Location & { readonly id: number })[]
  readonly codeFlows?: readonly { readonly threadFlows: readonly { readonly locations: readonly unknown[] }[] }[]
  readonly partialFingerprints: { readonly primaryLocationLineHash: string }
  readonly suppressions?: readonly unknown[]
}
interface Sarif {
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string }
    readonly invocations: readonly {
      readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[]
    }[]
    readonly tool: {
      readonly driver: {
        readonly rules: readonly {
          readonly id: string
          readonly help: { readonly text: string }
          readonly shortDescription: { readonly text: string }
        }[]
      }
    }
    readonly results: readonly Result[]
  }[]
}

const sarif = (analysis: Analysis): Sarif => JSON.parse(renderSarif(analysis)) as Sarif
const [comparison] = fixtureAnalysis.comparisons
if (comparison === undefined) throw new Error('the fixture has no comparison')

describe('SARIF as GitHub code scanning reads it', () => {
  const [run] = sarif(fixtureAnalysis).runs
  const results = run?.results ?? []

  test('every result has a rule, a message, a place relative to the root, a level and an identity', () => {
    expect(results).toHaveLength(comparison.findings.length + comparison.undetermined.length)
    for (const { ruleId, ruleIndex, level, message, locations, partialFingerprints } of results) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
      expect(['error', 'warning', 'note']).toContain(level)
      expect(message.text).not.toBe('')
      expect(locations).toHaveLength(1)
      expect(locations[0]?.physicalLocation.artifactLocation.uri).not.toMatch(/^[/.]|:|\\| /)
      expect(partialFingerprints.primaryLocationLineHash).toMatch(/:1$/)
    }
  })

  test('the first place is production’s, staging’s is a link of the message', () => {
    const [first] = results
    expect(first?.locations[0]?.physicalLocation.artifactLocation.uri).toContain('/production/')
    const [, id] = /\[staging\]\((\d+)\)/.exec(first?.message.text ?? '') ?? []
    const linked = first?.relatedLocations?.find(related => related.id === Number(id))
    expect(linked?.physicalLocation.artifactLocation.uri).toContain('/staging/')
  })

  test('the way of the request is a code flow, an environment each', () => {
    expect(results[0]?.codeFlows?.[0]?.threadFlows).toHaveLength(2)
  })

  test('rules say what they are; waived findings are suppressed; a category for each pair', () => {
    for (const { help, shortDescription } of run?.tool.driver.rules ?? []) {
      expect(help.text).not.toBe('')
      expect(shortDescription.text.length).toBeGreaterThan(0)
    }
    expect(results.filter(({ suppressions }) => suppressions).map(({ ruleId }) => ruleId)).toEqual(
      comparison.findings.filter(({ status }) => status === 'waived').map(({ rule }) => rule),
    )
    expect(run?.automationDetails.id).toBe('sotsu/staging..production/')
  })

  test('an identity does not change with lines and files', () => {
    const moved = comparison.findings.map(finding => ({
      ...finding,
      evidence: finding.evidence.map(line => ({
        ...line,
        at: { ...line.at, file: `moved/${line.at.file}`, start: { ...line.at.start, line: 99 } },
      })),
    }))
    const again = sarif({ ...fixtureAnalysis, comparisons: [{ ...comparison, findings: moved }] })
    expect(again.runs[0]?.results.map(result => result.partialFingerprints)).toEqual(
      results.map(result => result.partialFingerprints),
    )
  })

  test('what is above GitHub’s limit is cut, and said', () => {
    const [finding] = comparison.findings
    if (finding === undefined) throw new Error('the fixture has no finding')
    const { traces: _, ...one } = finding
    const findings = Array.from({ length: 5010 }, (_unused, index) => ({ ...one, fingerprint: String(index) }))
    const { runs } = sarif({ ...fixtureAnalysis, comparisons: [{ ...comparison, findings, undetermined: [] }] })
    expect(runs[0]?.results).toHaveLength(5000)
    expect(runs[0]?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toBe('10 more results were left out')
  })
})
