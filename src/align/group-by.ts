/** Items by key, both in the order in which they come; one without a key is in no group. */
export const groupBy = <E>(
  items: Iterable<E>,
  keyOf: (item: E) => string | undefined,
): ReadonlyMap<string, readonly E[]> => {
  const groups = new Map<string, E[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
