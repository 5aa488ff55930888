import type { Value } from './value.ts'

/** One place at which two environments differ. */
export interface Change {
  /** Kind, role and field: `service`, `web`, `desiredCount`. */
  readonly path: readonly string[]
  readonly staging: Value | undefined
  readonly production: Value | undefined
  /** Names of the inputs that the difference flows from; empty where nothing explains it. */
  readonly roots: readonly string[]
  readonly isExplained: boolean
}
