import { isCollection } from '../type.ts'
import type { HclValue, Refinement } from '../value.ts'
import { entriesOf, itemsOf } from '../value-access.ts'
import { notNull } from '../value-constructors.ts'

/** Least and greatest number of elements that a list, set, tuple, map or object can turn out to have. */
export const lengthBounds = (value: HclValue | undefined): { readonly least: number; readonly most: number } => {
  const none = { least: 0, most: Number.POSITIVE_INFINITY }
  if (value === undefined) return none
  if (value.type.kind === 'tuple') return { least: value.type.elements.length, most: value.type.elements.length }
  if (value.type.kind === 'object') return { least: value.type.attributes.size, most: value.type.attributes.size }
  if (!isCollection(value.type)) return none
  if (value.state === 'unknown')
    return { least: value.refinement.minLength ?? 0, most: value.refinement.maxLength ?? Number.POSITIVE_INFINITY }
  const items = itemsOf(value)
  const length = items?.length ?? entriesOf(value)?.size ?? 0
  // Unknown members of a set may turn out to be the same as others.
  const merges = value.type.kind === 'set' && items?.some(item => item.state === 'unknown') === true
  return { least: merges ? Math.min(1, length) : length, most: length }
}

export const refinementBetween = (least: number, most: number): Refinement => ({
  ...notNull,
  ...(least > 0 ? { minLength: least } : {}),
  ...(Number.isFinite(most) ? { maxLength: most } : {}),
})

/** Not null, and of the same length as the given list. */
export const refinementOfList = (value: HclValue | undefined): Refinement => {
  const { least, most } = lengthBounds(value)
  return refinementBetween(least, most)
}
