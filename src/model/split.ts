import type { Evidence } from './finding.ts'

/** What is one host in staging is several in production, and what goes wrong there because of it. */
export interface Split {
  /** Staging's host, which stands for all of them. */
  readonly host: string
  /** Production's, the one that most speaks for first. */
  readonly into: readonly string[]
  /** A line of each that names it. */
  readonly evidence: readonly Evidence[]
  /** Fingerprints of the findings that follow from it; at least one. */
  readonly findings: readonly string[]
}
