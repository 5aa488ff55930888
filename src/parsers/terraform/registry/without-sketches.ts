import { mapValues } from '../../../model/map-values.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { Origin, Provenance, Value } from '../../../model/value.ts'
import { isSketchFile } from './sketch.ts'

const isReal = ({ file }: SourceLocation): boolean => !isSketchFile(file)
const hasRealPlace = ({ at }: Origin): boolean => isReal(at)

/** Places in a sketch are nobody's: what is written there stands where the module is called, or where the argument that it took is. */
const provenance = (from: Provenance, call: SourceLocation): Provenance => {
  const through = (from.through ?? []).filter(isReal)
  const origins = from.origins.filter(hasRealPlace)
  if (isReal(from.at) && through.length === (from.through ?? []).length && origins.length === from.origins.length)
    return from
  const [nearest, ...further] = isReal(from.at) ? [from.at, ...through] : through
  return { at: nearest ?? call, origins, ...(further.length > 0 ? { through: further } : {}) }
}

/** The value with every place in it real; `call` is where the module is called that a sketch stands for. */
export const withoutSketches = <V extends Value>(value: V, call: SourceLocation): V => relocate(value, call) as V

const relocate = (value: Value, call: SourceLocation): Value => {
  const from = provenance(value.from, call)
  switch (value.kind) {
    case 'list':
    case 'set':
      return { ...value, from, items: value.items.map(item => relocate(item, call)) }
    case 'map':
      return {
        ...value,
        from,
        entries: mapValues(value.entries, entry => relocate(entry, call)),
      }
    case 'template':
      return { ...value, from, parts: value.parts.map(part => relocate(part, call)) }
    default:
      return { ...value, from }
  }
}
