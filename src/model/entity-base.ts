import type { SourceLocation } from './source-location.ts'
import type { Truth } from './truth.ts'
import type { Address, Value } from './value.ts'

/** What every entity has. */
export interface EntityBase {
  readonly address: Address
  readonly at: SourceLocation
  readonly exists: Truth
  readonly existsBecause?: Value
  readonly region?: Value
}

/** The values of a list, or the one value that hides them all. */
export type Patterns = readonly Value[] | UnknownList
export interface UnknownList {
  readonly unknown: Value
}
