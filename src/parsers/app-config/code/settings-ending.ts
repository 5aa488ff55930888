import type { Value } from '../../../model/value.ts'
import { getPath, leaves } from '../layers/merge.ts'

export const foldName = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '')

/** The settings whose path ends in these names, however they are spelled. */
export const settingsEnding = (settings: Value, wanted: readonly string[]): readonly Value[] => {
  const found: Value[] = []
  const seen = new Set<string>()
  for (const [path] of leaves(settings)) {
    for (let length = wanted.length; length <= path.length; length += 1) {
      const prefix = path.slice(0, length)
      const tail = prefix.slice(-wanted.length).map(foldName)
      const key = prefix.join('\u0000')
      if (seen.has(key) || tail.some((part, i) => part !== wanted[i])) continue
      seen.add(key)
      const value = getPath(settings, prefix)
      if (value !== undefined) found.push(value)
    }
  }
  return found
}
