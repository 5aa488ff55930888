import * as z from 'zod'
import type { Analysis } from '../../model/analysis.ts'
import type { Severity } from '../../model/finding.ts'
import { UsageError } from '../config-error.ts'

/** What a baseline needs of an earlier `sotsu check --format json`. */
const report = z.object({
  schema: z.literal('sotsu/check/1'),
  comparisons: z.array(
    z.object({
      findings: z.array(z.object({ fingerprint: z.string(), severity: z.enum(['error', 'warning', 'info']) })),
    }),
  ),
})

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

export type Baseline = ReadonlyMap<string, Severity>

export const readBaseline = (file: string, text: string): Baseline => {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    data = undefined
  }
  const parsed = report.safeParse(data)
  if (!parsed.success)
    throw new UsageError(`${file} is no baseline. Write one with sotsu check --format json --output ${file}`)
  return new Map(
    parsed.data.comparisons.flatMap(({ findings }) =>
      findings.map(({ fingerprint, severity }) => [fingerprint, severity] as const),
    ),
  )
}

/** Findings that the baseline has are known; one that has become more severe since is new. */
export const applyBaseline = (analysis: Analysis, baseline: Baseline): Analysis => ({
  ...analysis,
  comparisons: analysis.comparisons.map(comparison => ({
    ...comparison,
    findings: comparison.findings.map(finding => {
      const before = baseline.get(finding.fingerprint)
      const isKnown = before !== undefined && rank[before] >= rank[finding.severity]
      return finding.status === 'new' && isKnown ? { ...finding, status: 'known' as const } : finding
    }),
  })),
})
