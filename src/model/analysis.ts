import type { Change, DifferenceRoot } from './change.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { EnvironmentModel } from './environment-model.ts'
import type { Finding, UndeterminedFinding } from './finding.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { SourceLocation } from './source-location.ts'
import type { Split } from './split.ts'
import type { Trace } from './trace.ts'

/** One request, as it fares in both environments. */
export interface TracePair {
  /** Why this request: "journey partner-statements", "PARTNER_BASE_URL of portal-bff", "listener rule 20". */
  readonly because: string
  readonly staging: Trace
  readonly production: Trace
}

/** A request of production that nothing in staging stands for. */
export interface LoneTrace {
  /** The setting or input that names it. */
  readonly because: string
  readonly at: SourceLocation
  /** Whether production has a record, an alias or a rule for its host. */
  readonly isServed: boolean
  readonly trace: Trace
}

/** One journey in one environment. */
export interface JourneyOutcome {
  readonly journey: string
  readonly environment: string
  readonly outcome: 'works' | 'fails' | 'undetermined'
  /** Why it fails or what decides: "reaches web, not portal-bff". */
  readonly because: string
  readonly trace: Trace
}

/** The result for one pair of environments. Findings are sorted by severity, rule, file and line. */
export interface ComparisonResult {
  readonly staging: string
  readonly production: string
  readonly traces: readonly TracePair[]
  /** Requests that only production has, traced there alone. */
  readonly alone?: readonly LoneTrace[]
  /** Production's request paths, and how many of them staging exercises with the same decisions. */
  readonly rehearsal: Rehearsal
  readonly differences: { readonly total: number; readonly explained: number; readonly mattering: number }
  /** The differences that are counted, one by one. */
  readonly changes?: readonly Change[]
  /** What they follow from, those that matter first. */
  readonly roots?: readonly DifferenceRoot[]
  readonly findings: readonly Finding[]
  readonly undetermined: readonly UndeterminedFinding[]
  /** Hosts that only production splits, where findings follow from that. */
  readonly splits?: readonly Split[]
}

/** Everything one run found out. */
export interface Analysis {
  readonly environments: readonly EnvironmentModel[]
  readonly comparisons: readonly ComparisonResult[]
  readonly diagnostics: readonly Diagnostic[]
  /** The journeys in every environment that has a host for them. */
  readonly journeys?: readonly JourneyOutcome[]
}
