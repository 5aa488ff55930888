import type { Value } from '../../../model/value.ts'
import { getPath, leaves } from '../layers/merge.ts'

export const foldName = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '')

interface Setting {
  readonly path: readonly string[]
  readonly value: Value
}

const indexes = new WeakMap<Value, ReadonlyMap<string, readonly Setting[]>>()

/** Everything in the settings, by its last name: code asks for many. */
const indexOf = (settings: Value): ReadonlyMap<string, readonly Setting[]> => {
  const made = indexes.get(settings)
  if (made) return made
  const index = new Map<string, Setting[]>()
  const seen = new Set<string>()
  for (const [whole] of leaves(settings)) {
    const path = whole.map(foldName)
    for (let length = 1; length <= whole.length; length += 1) {
      const prefix = whole.slice(0, length)
      const key = prefix.join('\u0000')
      if (seen.has(key)) continue
      seen.add(key)
      const value = getPath(settings, prefix)
      if (value === undefined) continue
      const name = path[length - 1] ?? ''
      index.set(name, index.get(name) ?? [])
      index.get(name)?.push({ path: path.slice(0, length), value })
    }
  }
  indexes.set(settings, index)
  return index
}

/** The settings whose path ends in these names, in lower case and without separators, however they are spelled. */
export const settingsEnding = (settings: Value, wanted: readonly string[]): readonly Value[] =>
  (indexOf(settings).get(wanted.at(-1) ?? '') ?? [])
    .filter(
      ({ path }) => path.length >= wanted.length && wanted.every((name, i) => path.at(i - wanted.length) === name),
    )
    .map(({ value }) => value)
