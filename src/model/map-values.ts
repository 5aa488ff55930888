/** A map with the same keys in the same order, each with what is made of its value. */
export const mapValues = <K, V, W>(map: ReadonlyMap<K, V>, make: (value: V, key: K) => W): Map<K, W> => {
  const made = new Map<K, W>()
  map.forEach((value, key) => {
    made.set(key, make(value, key))
  })
  return made
}
