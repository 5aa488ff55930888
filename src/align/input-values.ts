import type { EnvironmentModel } from '../model/environment-model.ts'
import { formatLocation } from '../model/source-location.ts'
import type { Value } from '../model/value.ts'

/** What each input's line says, by `file:line`. Entries of a list or map on lines of their own count by themselves. */
export const inputValues = (model: EnvironmentModel): ReadonlyMap<string, Value> => {
  const values = new Map<string, Value>()
  const add = (value: Value): void => {
    const [origin] = value.from.origins
    const key = formatLocation(origin?.at ?? value.from.at)
    if (!values.has(key)) values.set(key, value)
    if (value.kind === 'map') value.entries.forEach(add)
    else if (value.kind === 'list' || value.kind === 'set') value.items.forEach(add)
  }
  for (const { inputs } of model.sources) inputs.forEach(add)
  return values
}
