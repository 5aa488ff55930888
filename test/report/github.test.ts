import { describe, expect, test } from 'vitest'
import { renderGithub } from '../../src/report/github.ts'
import { fittingSummary } from '../../src/report/markdown/fitting-summary.ts'
import { fixtureAnalysis } from '../ui/fixture-analysis.ts'

const [comparison] = fixtureAnalysis.comparisons
const [finding] = comparison?.findings ?? []
if (comparison === undefined || finding === undefined) throw new Error('the fixture has no finding')
const many = (count: number) => ({
  ...fixtureAnalysis,
  comparisons: [
    {
      ...comparison,
      findings: Array.from({ length: count }, (_, index) => ({ ...finding, fingerprint: `f${index}` })),
    },
  ],
})

describe('GitHub', () => {
  test('shows ten annotations of a level: the tenth says how many more there are', () => {
    const errors = renderGithub(many(25))
      .split('\n')
      .filter(line => line.startsWith('::error'))
    expect(errors).toHaveLength(10)
    expect(errors.at(-1)).toContain('16 more')
    expect(renderGithub(many(10)).match(/^::error/gm)).toHaveLength(10)
  })

  test('a step summary fits, with the worst first', () => {
    const text = fittingSummary(many(3000))
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000)
    expect(text).toContain('### 1. ')
  })
})
