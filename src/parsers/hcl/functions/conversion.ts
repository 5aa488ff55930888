import { mapValues } from '../../../model/map-values.ts'
import { ConversionError, canConvert } from '../conversion.ts'
import { convert } from '../convert.ts'
import { goQuote } from '../go-quote.ts'
import { isDeeplyEphemeral, replaceMarks, sensitiveMarks, withMarks, withoutSensitive } from '../marks.ts'
import type { Type } from '../type.ts'
import { boolType, dynamicType, listType, mapType, numberType, sameType, setType, stringType } from '../type.ts'
import { constraintName, typeName } from '../type-name.ts'
import type { HclValue } from '../value.ts'
import { entriesOf, itemsOf, stringOf } from '../value-access.ts'
import { knownBool, knownNumber, notNull, nullOf } from '../value-constructors.ts'
import type { HclFunction, Parameter } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import { FunctionError } from './function-error.ts'
import { graphemeCount } from './graphemes.ts'
import { lengthBounds } from './refinement.ts'

const anything: Parameter = { name: 'value', type: dynamicType, accepts: ['null', 'unknown', 'any-type'], marks: 'own' }

const refusal = (value: HclValue, wanted: Type): string => {
  const to = constraintName(wanted)
  const text = stringOf(value)
  const shown = text === undefined ? 'string' : goQuote(text)
  if (value.type.kind === 'string' && wanted.kind === 'bool')
    return `cannot convert ${shown} to bool; only the strings "true" or "false" are allowed`
  if (value.type.kind === 'string' && wanted.kind === 'number')
    return `cannot convert ${shown} to number; given string must be a decimal representation of a number`
  return `cannot convert ${typeName(value.type)} to ${to}`
}

const to = (name: string, wanted: Type): HclFunction =>
  defineFunction({
    name,
    params: [{ ...anything, name: 'v' }],
    returns: ([value]) => {
      const given = value?.type ?? dynamicType
      if (!sameType(given, wanted) && !canConvert(given, wanted, true))
        throw new FunctionError(0, `cannot convert ${typeName(given)} to ${constraintName(wanted)}`)
      return wanted
    },
    call: ([value]) => {
      if (value === undefined) return nullOf(wanted)
      try {
        const converted = convert(value, wanted)
        // Terraform forgets what is known about an unknown value here.
        return converted.state === 'unknown' ? { ...converted, refinement: {} } : converted
      } catch (error) {
        if (error instanceof ConversionError) throw new FunctionError(0, refusal(value, wanted))
        throw error
      }
    },
  })

const sensitive = defineFunction({
  name: 'sensitive',
  passesOn: true,
  params: [anything],
  returns: ([value]) => value?.type ?? dynamicType,
  call: ([value]) => (value === undefined ? nullOf() : withMarks(value, sensitiveMarks)),
})

const nonsensitive = defineFunction({
  name: 'nonsensitive',
  passesOn: true,
  params: [anything],
  returns: ([value]) => value?.type ?? dynamicType,
  call: ([value]) => (value === undefined ? nullOf() : replaceMarks(value, withoutSensitive(value.marks))),
})

const issensitive = defineFunction({
  name: 'issensitive',
  params: [anything],
  refinement: {},
  returns: boolType,
  call: args => {
    const [value] = args
    if (value?.marks.sensitive) return knownBool(true)
    return value?.state === 'unknown' ? unknownResult(boolType, args, {}) : knownBool(false)
  },
})

/** The value with a null in place of every part that is ephemeral. */
const withoutEphemeral = (value: HclValue): HclValue => {
  if (!isDeeplyEphemeral(value)) return value
  if (value.marks.ephemeral === true) {
    const { sensitive, origins, trail } = value.marks
    return nullOf(value.type, { sensitive, origins, trail })
  }
  const entries = entriesOf(value)
  const items = itemsOf(value)?.map(withoutEphemeral)
  if (entries !== undefined && value.state === 'known')
    return { ...value, data: mapValues(entries, entry => withoutEphemeral(entry)) }
  return items !== undefined && value.state === 'known' ? { ...value, data: items } : value
}

const ephemeralasnull = defineFunction({
  name: 'ephemeralasnull',
  passesOn: true,
  params: [anything],
  returns: ([value]) => value?.type ?? dynamicType,
  call: ([value]) => (value === undefined ? nullOf() : withoutEphemeral(value)),
})

const length = defineFunction({
  name: 'length',
  params: [{ ...anything, accepts: ['unknown', 'any-type'] }],
  returns: ([value]) => {
    const kind = value?.type.kind
    if (kind === 'number' || kind === 'bool')
      throw new FunctionError(undefined, 'argument must be a string, a collection type, or a structural type')
    return numberType
  },
  call: args => {
    const [value] = args
    if (value === undefined) return nullOf(numberType)
    const text = stringOf(value)
    if (text !== undefined) return knownNumber(graphemeCount(text), value.marks)
    const { least, most } = lengthBounds(value)
    if (least === most && value.type.kind !== 'string') return knownNumber(least, value.marks)
    // Of a set, whose unknown members may turn out to be the same, Terraform knows the bounds; of what is unknown itself it does not.
    const bounds = value.state === 'known' ? { ...notNull, least, most } : notNull
    return withMarks(unknownResult(numberType, args, bounds), value.marks)
  },
})

/** They existed before Terraform 0.12. */
const removed = (name: string, instead: string): HclFunction =>
  defineFunction({
    name,
    params: [],
    variadic: { ...anything, name: 'vals' },
    returns: () => {
      throw new FunctionError(
        undefined,
        `the "${name}" function was deprecated in Terraform v0.12 and is no longer available; use ${instead}`,
      )
    },
    call: () => nullOf(),
  })

export const conversionFunctions: readonly HclFunction[] = [
  to('tostring', stringType),
  to('tonumber', numberType),
  to('tobool', boolType),
  to('tolist', listType(dynamicType)),
  to('toset', setType(dynamicType)),
  to('tomap', mapType(dynamicType)),
  sensitive,
  nonsensitive,
  issensitive,
  ephemeralasnull,
  length,
  removed('list', 'tolist([ ... ]) syntax to write a literal list'),
  removed('map', 'tomap({ ... }) syntax to write a literal map'),
]
