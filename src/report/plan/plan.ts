import type { ComparisonResult } from '../../model/analysis.ts'
import type { SourceLocation } from '../../model/source-location.ts'

/** What the review is about, beside the analysis. Days are `2026-11-25`. */
export interface PlanTerms {
  readonly today: string
  /** The day of the release. */
  readonly release?: string
  /** Fingerprints that were there at the last planning, and how that is called. */
  readonly since?: { readonly name: string; readonly fingerprints: ReadonlySet<string> }
  readonly ownersOf: (file: string) => readonly string[]
  /** By journey: who makes the request. */
  readonly audiences: ReadonlyMap<string, string>
  readonly waivers: readonly Waiver[]
}

/** An accepted difference, and what has become of it. */
export interface Waiver {
  readonly fingerprint: string
  readonly state: 'counts' | 'ended' | 'changed' | 'unused'
  readonly reason: string
  readonly owner: string
  readonly until: string
}

export interface PlanItem {
  readonly fingerprint: string
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'info' | 'undetermined'
  readonly title: string
  /** What the people who make the requests get: "partner calls fail with 404". */
  readonly consequence: string
  readonly effort: { readonly size: 'small' | 'medium' | 'unknown'; readonly hint: string }
  /** Who must act first; then who else has a part in the way of the request. */
  readonly owners: readonly { readonly owner: string; readonly files: readonly string[] }[]
  readonly due?: string
  readonly isOverdue: boolean
  readonly isNew: boolean
  /** A waiver of it that no longer counts. */
  readonly waiver?: Waiver
  readonly fix?: { readonly description: string; readonly at: SourceLocation; readonly text?: string }
  readonly at?: SourceLocation
  /** What would have to change in staging so that it fails there first. */
  readonly rehearse?: string
}

/** Items that concern one journey; without a name: those that concern none. */
export interface PlanGroup {
  readonly journey?: string
  readonly audience?: string
  readonly request?: string
  readonly items: readonly PlanItem[]
}

/** What production has that staging cannot rehearse. */
export interface Gap {
  readonly description: string
  readonly change: string
}

export interface ComparisonPlan {
  readonly comparison: ComparisonResult
  /** Overdue, or accepted once and no longer: these come first. */
  readonly urgent: readonly PlanItem[]
  readonly groups: readonly PlanGroup[]
  readonly gaps: readonly Gap[]
  readonly resolved: number
}

export interface Plan {
  readonly terms: PlanTerms
  readonly comparisons: readonly ComparisonPlan[]
}
