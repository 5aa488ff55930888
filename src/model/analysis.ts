import type { Change, DifferenceRoot } from './change.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { EnvironmentModel } from './environment-model.ts'
import type { Finding, UndeterminedFinding } from './finding.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Trace } from './trace.ts'

/** One request, as it fares in both environments. */
export interface TracePair {
  /** Why this request: "journey partner-statements", "PARTNER_BASE_URL of portal-bff", "listener rule 20". */
  readonly because: string
  readonly staging: Trace
  readonly production: Trace
}

/** The result for one pair of environments. Findings are sorted by severity, rule, file and line. */
export interface ComparisonResult {
  readonly staging: string
  readonly production: string
  readonly traces: readonly TracePair[]
  /** Production's request paths, and how many of them staging exercises with the same decisions. */
  readonly rehearsal: Rehearsal
  readonly differences: { readonly total: number; readonly explained: number; readonly mattering: number }
  /** The differences that are counted, one by one. */
  readonly changes?: readonly Change[]
  /** What they follow from, those that matter first. */
  readonly roots?: readonly DifferenceRoot[]
  readonly findings: readonly Finding[]
  readonly undetermined: readonly UndeterminedFinding[]
}

/** Everything one run found out. */
export interface Analysis {
  readonly environments: readonly EnvironmentModel[]
  readonly comparisons: readonly ComparisonResult[]
  readonly diagnostics: readonly Diagnostic[]
}
