import { canConvert } from './conversion.ts'
import type { ObjectType, Type } from './type.ts'
import { isCollection } from './type.ts'
import { constraintName } from './type-name.ts'

const quotedList = (names: readonly string[]): string => {
  const quoted = names.map(name => `"${name}"`)
  const last = quoted.pop()
  return quoted.length === 1 ? `${quoted[0]} and ${last}` : `${quoted.map(name => `${name}, `).join('')}and ${last}`
}

const objectMismatch = (given: ObjectType, wanted: ObjectType): string => {
  const missing = [...wanted.attributes.keys()].filter(
    name => !given.attributes.has(name) && !wanted.optional?.has(name),
  )
  if (missing.length === 1) return `attribute "${missing[0]}" is required`
  if (missing.length > 1) return `attributes ${quotedList(missing.sort())} are required`
  for (const unsafe of [true, false])
    for (const [name, type] of wanted.attributes) {
      const attribute = given.attributes.get(name)
      if (attribute !== undefined && !canConvert(attribute, type, unsafe))
        return `attribute "${name}": ${mismatch(attribute, type)}`
    }
  return 'incorrect object attributes'
}

/** Why no value of the given type can become one of the wanted type. */
export const mismatch = (given: Type, wanted: Type): string => {
  if (given.kind === 'object' && wanted.kind === 'object') return objectMismatch(given, wanted)
  const required = `${constraintName(wanted)} required`
  if (!isCollection(wanted)) return required
  const isSequence = wanted.kind === 'list' || wanted.kind === 'set'
  if (given.kind === 'tuple' || given.kind === 'object') {
    if ((given.kind === 'tuple') !== isSequence) return required
    if (wanted.element.kind === 'dynamic') return `all ${wanted.kind} elements must have the same type`
    const parts: readonly (readonly [string, Type])[] =
      given.kind === 'tuple'
        ? given.elements.map((type, index) => [String(index), type])
        : [...given.attributes].map(([name, type]) => [`"${name}"`, type])
    for (const [name, type] of parts)
      if (!canConvert(type, wanted.element, true)) return `element ${name}: ${mismatch(type, wanted.element)}`
    return `all elements must be ${constraintName(wanted.element)}`
  }
  if (!isCollection(given) || (given.kind === 'map') !== (wanted.kind === 'map')) return required
  return `incorrect ${wanted.kind} element type: ${mismatch(given.element, wanted.element)}`
}
