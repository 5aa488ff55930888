import type { Value } from '../../../model/value.ts'
import type { FlatEntry, FlatSettings } from '../layers/flat-settings.ts'
import { mapScalars } from '../layers/merge.ts'
import type { Lookup } from '../layers/placeholders.ts'

const environmentForm = (key: string): string => key.toUpperCase().replaceAll(/[.[]/g, '_').replaceAll(/[\]-]/g, '')

/**
 * Environment variables as entries of the settings they bind to: dots and brackets are underscores, dashes are gone
 * (`…_ISSUERURI`), or underscores as well (`…_ISSUER_URI`). Others count when their prefix is the framework's.
 */
export const relaxedEntries = (
  settings: FlatSettings,
  environment: ReadonlyMap<string, Value>,
  prefix: RegExp,
): readonly FlatEntry[] => {
  const known = new Map<string, string>()
  for (const { key } of settings.all()) {
    known.set(environmentForm(key), key)
    known.set(environmentForm(key.replaceAll('-', '_')), key)
  }
  const entries: FlatEntry[] = []
  for (const [name, value] of environment) {
    const key = known.get(name)
    if (key !== undefined) entries.push({ key, value })
    else if (prefix.test(name)) entries.push({ key: name.replace(/_(\d+)_?$/, '[$1]'), value })
  }
  return entries
}

/** Every entry with its placeholders resolved: a variable first, then another setting. Cycles end unresolved. */
export const resolveFlat = (
  settings: FlatSettings,
  environment: ReadonlyMap<string, Value>,
  resolve: (value: Value, lookup: Lookup) => Value,
): readonly FlatEntry[] => {
  const active = new Set<string>()
  const done = new Map<string, Value>()
  const exact = new Map(settings.all().map(({ key, value }) => [key, value]))
  const lookup: Lookup = name => {
    const variable = environment.get(name) ?? environment.get(environmentForm(name))
    if (variable !== undefined) return variable
    const setting = exact.get(name) ?? (/[.-]/.test(name) ? settings.get(name) : undefined)
    return setting && one(name, setting)
  }
  const one = (key: string, value: Value): Value | undefined => {
    const before = done.get(key)
    if (before !== undefined) return before
    if (active.has(key)) return undefined
    active.add(key)
    const resolved = mapScalars(value, scalar => resolve(scalar, lookup))
    active.delete(key)
    done.set(key, resolved)
    return resolved
  }
  return settings.all().map(({ key, value }) => ({ key, value: one(key, value) ?? value }))
}
