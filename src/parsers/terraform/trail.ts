import type { SourceLocation } from '../../model/source-location.ts'
import type { HclValue } from '../hcl/value.ts'

/** The value, having passed a place on its way: a local, a module argument, an output. */
export const withTrail = (value: HclValue, at: SourceLocation): HclValue => ({
  ...value,
  marks: { ...value.marks, trail: { at, next: value.marks.trail } },
})
