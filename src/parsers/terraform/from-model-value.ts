import type { Scalar, Value } from '../../model/value.ts'
import { parseNumber } from '../hcl/number-text.ts'
import { dynamicType, stringType } from '../hcl/type.ts'
import type { HclValue, Marks, Trail } from '../hcl/value.ts'
import {
  knownBool,
  knownNumber,
  knownString,
  noRefinement,
  notNull,
  nullOf,
  objectOf,
  tupleOf,
  unknownOf,
} from '../hcl/value-constructors.ts'

const marksOf = ({ from, sensitive }: Value): Marks => {
  const places = [from.at, ...(from.through ?? [])]
  const trail = places.reduceRight<Trail | undefined>((next, at) => ({ at, next }), undefined)
  return { sensitive: sensitive === true, origins: from.origins, trail }
}

const scalar = (value: Scalar, marks: Marks): HclValue => {
  if (typeof value === 'string') return knownString(value, marks)
  if (typeof value === 'number') return knownNumber(parseNumber(String(value)) ?? 0, marks)
  return value === null ? nullOf(dynamicType, marks) : knownBool(value, marks)
}

/** What another source has deployed has these. */
const isIdentifier = (attribute: readonly string[]): boolean => ['arn', 'id'].includes(attribute.at(-1) ?? '')

/** A value that another source evaluated, for use in an expression. It keeps its provenance; lists and maps come as tuples and objects. */
export const fromModelValue = (value: Value): HclValue => {
  const marks = marksOf(value)
  switch (value.kind) {
    case 'known':
      return value.parts && typeof value.value === 'string'
        ? { ...knownString(value.value, marks), parts: value.parts.map(fromModelValue) }
        : scalar(value.value, marks)
    case 'list':
    case 'set':
      return tupleOf(value.items.map(fromModelValue), marks)
    case 'map':
      return objectOf(
        [...value.entries].map(([key, entry]) => [key, fromModelValue(entry)] as const),
        marks,
      )
    case 'reference':
      return unknownOf(
        dynamicType,
        { kind: 'reference', to: value.to, attribute: value.attribute },
        isIdentifier(value.attribute) ? notNull : noRefinement,
        marks,
      )
    case 'template':
      return unknownOf(
        stringType,
        { kind: 'template', parts: value.parts.map(fromModelValue) },
        { notNull: true },
        marks,
      )
    case 'unknown':
      return unknownOf(dynamicType, { kind: 'reason', why: value.why }, {}, marks)
  }
}
