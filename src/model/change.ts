import type { SourceLocation } from './source-location.ts'
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
  /** Key of the root that it is counted under. */
  readonly root?: string
}

/**
 * What kind of difference a root is. Identity (which environment it is) and capacity explain themselves; the others matter.
 * `shared` and `other-environment` may have no difference under them: there the environments agree and should not.
 */
export type RootKind =
  | 'identity' // its name, base domain, account, region, or what its resources are called and numbered
  | 'capacity' // how much of something
  | 'toggle' // on here, off there
  | 'structure' // a list or map of other size or keys; something that is there in one environment only
  | 'split' // what is one in one environment is several in the other
  | 'placeholder' // changeme, undefined, TODO, nothing
  | 'missing' // set in one environment, absent in the other
  | 'shared' // the same in both, and should not be
  | 'other-environment' // carries the other environment's name, host or account
  | 'spelling' // the same but for case, a trailing slash, white space
  | 'unknown' // one side is not known from here
  | 'value' // another value, and nothing above says why

/** What differences follow from: an input, a line, or something that is only there. Differences with one root are one. */
export interface DifferenceRoot {
  /** Made of content: the same text in the next run. */
  readonly key: string
  readonly kind: RootKind
  /** Of an identity, which part of it; of something only there, what it is. */
  readonly detail?: string
  /** As its owner calls it: `var.domain`, `JWT_ISSUER`, `dns-record partner-api`. */
  readonly name: string
  /** Whether the root is an input, a line that is not one, names alone, or something only one side has. */
  readonly source: 'input' | 'line' | 'names' | 'existence'
  readonly staging: RootSide | undefined
  readonly production: RootSide | undefined
  /** How many differences it explains. */
  readonly count: number
  readonly matters: boolean
}

export interface RootSide {
  readonly at: SourceLocation
  /** One line for people; never a secret. */
  readonly text: string
}
