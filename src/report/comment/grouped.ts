/** Things by a text that they have in common, in the order of first appearance. */
export const grouped = <T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const own = groups.get(key)
    if (own) own.push(thing)
    else groups.set(key, [thing])
  }
  return groups
}
