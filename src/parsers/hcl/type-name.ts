import type { Type } from './type.ts'
import { isCollection } from './type.ts'
import { compareText } from './value-constructors.ts'

/** As messages name the type of a value: `list of string`, `object`. */
export const typeName = (type: Type): string => {
  if (isCollection(type)) return `${type.kind} of ${typeName(type.element)}`
  return type.kind
}

/** As messages name what is wanted: `any type`, `list of any single type`. */
export const constraintName = (type: Type): string => {
  if (type.kind === 'dynamic') return 'any type'
  if (!isCollection(type)) return type.kind
  return `${type.kind} of ${type.element.kind === 'dynamic' ? 'any single type' : constraintName(type.element)}`
}

/** Unicode's classes only where they matter: V8 takes a while to make a pattern of them. */
const isBare = (name: string): boolean => /^[\w-]+$/.test(name) || /^[\p{ID_Continue}-]+$/u.test(name)

/** The whole type on one line, in the syntax of type constraints: `object({name=string,ports=list(number)})`. */
export const typeText = (type: Type): string => {
  if (isCollection(type)) return `${type.kind}(${typeText(type.element)})`
  if (type.kind === 'tuple') return `tuple([${type.elements.map(typeText).join(',')}])`
  if (type.kind !== 'object') return type.kind
  const sorted = [...type.attributes].sort(([one], [other]) => compareText(one, other))
  const attributes = sorted.map(([name, attribute]) => {
    const key = isBare(name) ? name : JSON.stringify(name)
    return `${key}=${type.optional?.has(name) ? `optional(${typeText(attribute)})` : typeText(attribute)}`
  })
  return attributes.length === 0 ? 'object({})' : `object({${attributes.join(',')}})`
}
