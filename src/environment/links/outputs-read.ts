import type { EvaluatedSource } from '../../model/evaluated.ts'
import type { Value } from '../../model/value.ts'
import { addressKey } from '../../model/value.ts'

/** The attributes that a source reads of each look-up of another root's outputs, as `address key` → names of outputs. */
export const outputsRead = (source: EvaluatedSource): ReadonlyMap<string, ReadonlySet<string>> => {
  const names = new Map<string, Set<string>>()
  const visit = (value: Value): void => {
    switch (value.kind) {
      case 'list':
      case 'set':
        value.items.forEach(visit)
        break
      case 'map':
        value.entries.forEach(visit)
        break
      case 'template':
        value.parts.forEach(visit)
        break
      case 'reference': {
        const [, name] = value.attribute
        if (name === undefined) break
        const key = addressKey(value.to)
        const known = names.get(key)
        if (known) known.add(name)
        else names.set(key, new Set([name]))
      }
    }
  }
  for (const { values } of source.resources) visit(values)
  for (const { value } of source.outputs.values()) visit(value)
  return names
}
