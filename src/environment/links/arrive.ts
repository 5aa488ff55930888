import type { Provenance, Value } from '../../model/value.ts'

/** Places in order, without repeats. */
const places = (...lists: readonly (readonly Provenance['at'][] | undefined)[]): readonly Provenance['at'][] => [
  ...new Set(lists.flatMap(list => list ?? [])),
]

/**
 * A value as it stands where a link brought it: it keeps its new place, passed the places that it has passed there, and flowed from the
 * inputs of both ends. Whether it is sensitive is said where it is made: a provider calls every value of a parameter store sensitive.
 */
export const arrive = (here: Value, there: Value): Value => {
  const through = places(here.from.through, [there.from.at], there.from.through)
  const from: Provenance = {
    at: here.from.at,
    origins: [...new Set([...there.from.origins, ...here.from.origins])],
    through,
  }
  return { ...there, from }
}
