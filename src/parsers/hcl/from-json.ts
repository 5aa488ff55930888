import type { HclValue } from './value.ts'
import { knownBool, knownNumber, knownString, nullOf, objectOf, tupleOf } from './value-constructors.ts'

/** A parsed JSON value as a variable file gives it; `undefined` when it holds a number that JavaScript may have rounded. */
export const fromJson = (value: unknown): HclValue | undefined => {
  switch (typeof value) {
    case 'string':
      return knownString(value)
    case 'boolean':
      return knownBool(value)
    case 'number':
      return Number.isSafeInteger(value) ? knownNumber(value) : undefined
  }
  if (typeof value !== 'object' || value === null) return nullOf()
  if (Array.isArray(value)) {
    const items = value.map(fromJson)
    return items.every(isExact) ? tupleOf(items) : undefined
  }
  const entries = new Map<string, HclValue>()
  for (const [key, entry] of Object.entries(value)) {
    const converted = fromJson(entry)
    if (converted === undefined) return undefined
    entries.set(key.normalize('NFC'), converted)
  }
  return objectOf(entries)
}

const isExact = (value: HclValue | undefined): value is HclValue => value !== undefined
