import type { SourceLocation } from './source-location.ts'

/**
 * Trouble while reading or evaluating an input: not a finding about the environments, but a limit of what could be said.
 * An error means that something was left out of the model; the rest was still analysed.
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  /** Short, without a full stop: "Unsupported argument". */
  readonly summary: string
  /** What is wrong and how to fix it, in one or two sentences. Never holds a secret. */
  readonly detail: string
  readonly at: SourceLocation
}
