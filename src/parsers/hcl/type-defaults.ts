import type { HclValue } from './value.ts'
import { entriesOf, itemsOf } from './value-access.ts'
import { objectOf, tupleOf } from './value-constructors.ts'

/** Defaults of the optional attributes of a type constraint: of an object's own attributes, inside them, and inside the elements of a collection. */
export interface Defaults {
  readonly values: ReadonlyMap<string, HclValue>
  readonly children: ReadonlyMap<string, Defaults>
  readonly element: Defaults | undefined
}

export const noDefaults: Defaults = { values: new Map(), children: new Map(), element: undefined }

export const hasDefaults = (defaults: Defaults): boolean =>
  defaults.values.size > 0 || defaults.children.size > 0 || defaults.element !== undefined

/**
 * Fills in attributes that are absent or null. Null and unknown values stay as they are. Lists and maps come back as tuples and
 * objects, since their elements may now differ in type; conversion to the constraint's type follows.
 */
export const applyDefaults = (value: HclValue, defaults: Defaults): HclValue => {
  if (value.state !== 'known' || !hasDefaults(defaults)) return value
  const inside = (step: string) => defaults.children.get(step) ?? defaults.element
  const items = itemsOf(value)
  if (items !== undefined)
    return tupleOf(
      items.map((item, index) => applyDefaults(item, inside(String(index)) ?? noDefaults)),
      value.marks,
    )
  const entries = entriesOf(value)
  if (entries === undefined) return value
  const filled = new Map<string, HclValue>()
  for (const [name, item] of entries) filled.set(name, applyDefaults(item, inside(name) ?? noDefaults))
  for (const [name, fallback] of defaults.values) {
    const present = filled.get(name)
    if (present === undefined || present.state === 'null')
      filled.set(name, applyDefaults(fallback, defaults.children.get(name) ?? noDefaults))
  }
  return objectOf(filled, value.marks)
}
