import { deepMarks, noMarks, withMarksOfCollection } from '../hcl/marks.ts'
import type { HclValue, Marks } from '../hcl/value.ts'

/** An element, having come the way of its collection. */
export const elementOf = (element: HclValue, { marks: { trail } }: HclValue): HclValue =>
  withMarksOfCollection(element, { ...noMarks, trail })

/**
 * What a key flowed from. A collection has the origins of all its keys; a key's own are those that its element shares, because keys are
 * mostly made of their elements.
 */
export const marksOfKey = (element: HclValue, { marks: { origins, trail } }: HclValue): Marks => {
  const inside = origins.length === 0 ? [] : deepMarks(element).origins
  const shared = origins.filter(origin => inside.includes(origin))
  return { sensitive: false, origins: shared.length === 0 ? origins : shared, trail }
}
