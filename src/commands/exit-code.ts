import type { Analysis } from '../model/analysis.ts'
import type { Severity } from '../model/finding.ts'

/** The promise to scripts. */
export const exitCodes = { ok: 0, findings: 1, usage: 2, incomplete: 3 } as const

export const failOnLevels = ['none', 'info', 'warning', 'error', 'new'] as const
export type FailOn = (typeof failOnLevels)[number]

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

export const confidences = ['likely', 'proved'] as const

export interface FailTerms {
  readonly failOn: FailOn
  readonly strict: boolean
  /** How sure a finding must be to count; default: any. */
  readonly confidence?: (typeof confidences)[number]
}

/** The code that a run ends with. What is waived, or known from a baseline, never count; what could not be read or told counts with `strict`. */
export const exitCodeOf = (analysis: Analysis, { failOn, strict, confidence = 'likely' }: FailTerms): number => {
  const counting = analysis.comparisons
    .flatMap(({ findings }) => findings)
    .filter(finding => {
      const { severity, status } = finding
      if (failOn === 'none' || status !== 'new') return false
      if (confidence === 'proved' && finding.confidence !== 'proved') return false
      return failOn === 'new' || rank[severity] >= rank[failOn]
    })
  if (counting.length > 0) return exitCodes.findings
  const diagnostics = [...analysis.diagnostics, ...analysis.environments.flatMap(model => model.diagnostics)]
  const isIncomplete =
    analysis.environments.length === 0 ||
    diagnostics.some(({ severity }) => severity === 'error') ||
    analysis.comparisons.some(({ undetermined }) => undetermined.some(({ isWaived }) => !isWaived))
  return strict && isIncomplete ? exitCodes.incomplete : exitCodes.ok
}
