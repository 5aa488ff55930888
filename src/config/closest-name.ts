/** Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. */
const distance = (one: string, other: string): number => {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced)
      next.push(swapped ? Math.min(best, (before[j - 2] ?? 0) + 1) : best)
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}

/** The name that was probably meant; `undefined` when none is near. */
export const closestName = (written: string, names: Iterable<string>): string | undefined => {
  const limit = Math.max(1, Math.floor(written.length / 3))
  let best: { name: string; far: number } | undefined
  for (const name of names) {
    if (Math.abs(name.length - written.length) > limit || written.length > 60) continue
    const far = distance(written.toLowerCase(), name.toLowerCase())
    if (far <= limit && (best === undefined || far < best.far)) best = { name, far }
  }
  return best?.name
}

/** "Did you mean dir?", else the names there are. */
export const suggestName = (written: string, names: readonly string[]): string => {
  const closest = closestName(written, names)
  if (closest !== undefined) return `Did you mean ${closest}?`
  return names.length === 0 ? 'There is none' : `Use one of: ${names.join(', ')}`
}
