import { dynamicType } from '../hcl/type.ts'
import type { HclValue, KnownValue, UnknownValue } from '../hcl/value.ts'
import { derivedCause, entriesOf, itemsOf } from '../hcl/value-access.ts'
import { objectOf, tupleOf, unknownOf } from '../hcl/value-constructors.ts'

/** A map of which some entries are known. With `rest` there may be others: they come from this value, which is not known. */
export interface OpenMap {
  readonly entries: ReadonlyMap<string, HclValue>
  readonly rest?: UnknownValue
}

export const emptyMap: OpenMap = { entries: new Map() }

/** Something from which a map was expected. `null` adds nothing, as in `merge`. */
export const asOpenMap = (value: HclValue): OpenMap => {
  if (value.state === 'unknown') return { entries: new Map(), rest: value }
  return { entries: entriesOf(value) ?? new Map() }
}

const undecided = (rest: UnknownValue): HclValue => unknownOf(dynamicType, derivedCause(rest), {}, rest.marks)

type Combine = (below: HclValue, above: HclValue) => HclValue

/** Later maps win. What an incompletely known map may override is not known any more. */
export const mergeOpen = (maps: readonly OpenMap[], combine: Combine = (_, above) => above): OpenMap => {
  const merged = new Map<string, HclValue>()
  let rest: UnknownValue | undefined
  for (const map of maps) {
    if (map.rest !== undefined) {
      rest = map.rest
      for (const key of merged.keys()) merged.set(key, undecided(rest))
    }
    for (const [key, value] of map.entries) {
      const below = merged.get(key)
      merged.set(key, below === undefined ? value : combine(below, value))
    }
  }
  return { entries: merged, ...(rest === undefined ? {} : { rest }) }
}

const isMapping = (value: HclValue): value is KnownValue => entriesOf(value) !== undefined

/** As `merge_strategy = "deep"` combines inputs: maps key by key, lists one after the other, anything else replaced. */
export const deepMerge: Combine = (below, above) => {
  if (isMapping(below) && isMapping(above)) {
    const { entries } = mergeOpen([asOpenMap(below), asOpenMap(above)], deepMerge)
    return objectOf(entries, above.marks)
  }
  const [first, second] = [itemsOf(below), itemsOf(above)]
  return first !== undefined && second !== undefined ? tupleOf([...first, ...second], above.marks) : above
}

/** The map as one value; an unknown when it is not all there. */
export const closed = ({ entries, rest }: OpenMap): HclValue => rest ?? objectOf(entries)
