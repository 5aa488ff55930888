import type { SourceLocation } from '../../model/source-location.ts'
import type { Address, Origin, UnknownReason } from '../../model/value.ts'
import type { BigFloat } from './big-float.ts'
import type { Type } from './type.ts'

/** The places that a value passed on its way, nearest first: a linked list, so that passing a value on costs one node. */
export interface Trail {
  readonly at: SourceLocation
  readonly next: Trail | undefined
}

/**
 * What travels with a value through every operation. `origins` are the inputs it flowed from (deduplicated, order of first use).
 * A result has the union of its operands' marks; a container's elements keep their own.
 */
export interface Marks {
  readonly sensitive: boolean
  readonly origins: readonly Origin[]
  readonly trail: Trail | undefined
  /** It lives only while Terraform runs: nothing that is kept may hold it. */
  readonly ephemeral?: true
}

/** What is known about an unknown value of a given type. */
export interface Refinement {
  readonly notNull?: true
  /** Strings: it starts with this text. */
  readonly prefix?: string
  /** Collections: bounds of the length. */
  readonly minLength?: number
  readonly maxLength?: number
  /** Numbers: bounds, inclusive. */
  readonly least?: number
  readonly most?: number
}

/** Why a value is unknown: a reason, whose attribute it is, or the partly known text that it is made of. */
export type UnknownCause =
  | { readonly kind: 'reason'; readonly why: UnknownReason }
  | { readonly kind: 'reference'; readonly to: Address; readonly attribute: readonly string[] }
  | { readonly kind: 'template'; readonly parts: readonly HclValue[] }

/** Whole numbers within ±2^53 are JavaScript numbers; all others big floats with Terraform's precision. -0 stays -0. */
export type HclNumber = number | BigFloat

/** A value as Terraform has it (after go-cty): typed, possibly null, possibly unknown, marked. */
export type HclValue =
  | { readonly state: 'null'; readonly type: Type; readonly marks: Marks }
  | {
      readonly state: 'unknown'
      readonly type: Type
      readonly marks: Marks
      readonly refinement: Refinement
      readonly cause: UnknownCause
    }
  | {
      readonly state: 'known'
      readonly type: Type
      readonly marks: Marks
      readonly data: HclData
      /**
       * What the text of a JSON document was put together from, in order, so that its members can keep marks of their own. A sensitive part may
       * stand there unescaped. Absent where that says no more than `marks`.
       */
      readonly parts?: readonly HclValue[]
    }

/** By type: string, number, bool; list/tuple in order, set in Terraform's iteration order without repeats; map/object with keys sorted bytewise. */
export type HclData = string | HclNumber | boolean | readonly HclValue[] | ReadonlyMap<string, HclValue>

export type UnknownValue = Extract<HclValue, { state: 'unknown' }>
export type KnownValue = Extract<HclValue, { state: 'known' }>
