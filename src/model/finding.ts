import type { SourceLocation } from './source-location.ts'
import type { Trace } from './trace.ts'

export type Severity = 'error' | 'warning' | 'info'

/** One line that proves a finding. `value` is printable text (secrets are digests already). */
export interface Evidence {
  /** What the line shows: "expected here", "no record for this name". */
  readonly label: string
  readonly environment: string
  readonly at: SourceLocation
  readonly value?: string
}

/** The smallest edit that mends it, in the language of the file. */
export interface Fix {
  readonly description: string
  readonly at: SourceLocation
  /** The text to add after, or to put in place of, `at`; absent where it cannot be written mechanically. */
  readonly text?: string
}

export interface Finding {
  readonly rule: string
  readonly severity: Severity
  /** `proved`: a trace or a decided condition shows it. */
  readonly confidence: 'proved' | 'likely'
  /** Role of the entity concerned, by content: `host partner-api.kumocard.example`. */
  readonly subject: string
  readonly message: string
  readonly evidence: readonly Evidence[]
  readonly fix?: Fix
  /** The request that shows it, in both environments. */
  readonly traces?: { readonly staging: Trace; readonly production: Trace }
  /** Made of rule, subject and environments; stable under moved lines and renamed resources. */
  readonly fingerprint: string
  readonly status: 'new' | 'known' | 'waived'
}

/** A question a rule could not answer, and what decides it. */
export interface UndeterminedFinding {
  readonly rule: string
  readonly subject: string
  readonly message: string
  /** Names of the inputs that decide, as a person would look for them; at least one. */
  readonly decides: readonly { readonly names: string; readonly at: SourceLocation }[]
  readonly evidence: readonly Evidence[]
  readonly fingerprint: string
  /** Somebody answers for it until a day, as for a waived finding; it stays undetermined. */
  readonly isWaived?: true
}
