import type { Value } from '../../model/value.ts'
import { isString } from '../../model/value.ts'

/** Whether two things may be in one region: only two known, different regions say no. */
export const inSameRegion = (one: Value | undefined, other: Value | undefined): boolean =>
  !isString(one) || !isString(other) || one.value === other.value
