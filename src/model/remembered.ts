const mostKeys = 100_000

/** A pure function of a text that is asked for the same texts again and again: names of settings, of calls, of resources. */
export const remembered = <T>(make: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>()
  return text => {
    const found = known.get(text)
    if (found !== undefined || known.has(text)) return found as T
    const made = make(text)
    if (known.size < mostKeys) known.set(text, made)
    return made
  }
}
