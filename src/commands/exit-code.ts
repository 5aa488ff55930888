import type { Analysis } from '../model/analysis.ts'
import type { Severity } from '../model/finding.ts'

/** The promise to scripts. */
export const exitCodes = { ok: 0, findings: 1, usage: 2, incomplete: 3 } as const

export const failOnLevels = ['none', 'info', 'warning', 'error', 'new'] as const
export type FailOn = (typeof failOnLevels)[number]

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

/** The code that a run ends with. What is waived, or known from a baseline, never count; what could not be read or told counts with `strict`. */
export const exitCodeOf = (
  analysis: Analysis,
  { failOn, strict }: { readonly failOn: FailOn; readonly strict: boolean },
): number => {
  const counting = analysis.comparisons
    .flatMap(({ findings }) => findings)
    .filter(({ severity, status }) => {
      if (failOn === 'none' || status !== 'new') return false
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
