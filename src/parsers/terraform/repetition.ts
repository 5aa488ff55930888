import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Truth } from '../../model/truth.ts'
import type { Body } from '../hcl/ast.ts'
import { tryConvert } from '../hcl/convert.ts'
import { isDeeplyEphemeral, isDeeplySensitive } from '../hcl/marks.ts'
import { dynamicType, numberType, stringType } from '../hcl/type.ts'
import { typeName } from '../hcl/type-name.ts'
import type { HclValue, UnknownValue } from '../hcl/value.ts'
import { entriesOf, findUnknown, itemsOf, numericOf, reasonOf, stringOf } from '../hcl/value-access.ts'
import { knownNumber, knownString, objectOf, unknownBecause } from '../hcl/value-constructors.ts'
import { elementOf, marksOfKey } from './element.ts'
import type { ExpressionScope } from './expression-scope.ts'

/** One instance of a resource or module call. */
export interface Instance {
  /** As its address has it: `[0]`, `["blue"]`, empty without repetition, `[*]` when the keys are not known. */
  readonly suffix: string
  readonly key: string | number | undefined
  /** What `each` and `count` are inside. */
  readonly names: readonly (readonly [string, HclValue])[]
}

export interface Repetition {
  readonly mode: 'single' | 'count' | 'for_each'
  readonly instances: readonly Instance[]
  /** `undetermined`: how many there are is not known; then there is one instance, in place of any number of them. */
  readonly exists: Truth
  readonly because?: { readonly value: HclValue; readonly at: SourceLocation }
}

/** More instances than this of one resource or module are not made. */
export const maximumInstances = 2000

type Report = (diagnostic: Diagnostic) => void

const once: Repetition = {
  mode: 'single',
  instances: [{ suffix: '', key: undefined, names: [] }],
  exists: 'yes',
}

/** A quoted key as addresses have it. */
export const keySuffix = (key: string): string => `[${JSON.stringify(key).replace(/[$%](?=\{)/g, sign => sign + sign)}]`

const lasting = (value: HclValue, argument: string, refuse: (detail: string) => void): HclValue => {
  if (isDeeplyEphemeral(value))
    refuse(
      `The given "${argument}" is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify the number of resource instances.`,
    )
  return value
}

/** Works out `count` and `for_each`. `declares`: whether a resource is one of this root module's, so that it may not exist yet. */
export const repeat = (
  body: Body,
  scope: ExpressionScope,
  report: Report,
  declares: (name: string) => boolean,
): Repetition => {
  const count = body.attributes.get('count')
  const forEach = body.attributes.get('for_each')
  if (count !== undefined && forEach !== undefined)
    report({
      severity: 'error',
      summary: 'Invalid combination of "count" and "for_each"',
      detail: 'The "count" and "for_each" meta-arguments are mutually-exclusive. Only one may be used.',
      at: forEach.at,
    })
  if (count !== undefined) {
    const { at } = count.expression
    const refuse = (detail: string): void =>
      report({ severity: 'error', summary: 'Invalid count argument', detail, at })
    return counted(lasting(scope.evaluate(count.expression), 'count', refuse), at, refuse, declares)
  }
  if (forEach !== undefined) {
    const { at } = forEach.expression
    const refuse = (detail: string): void =>
      report({ severity: 'error', summary: 'Invalid for_each argument', detail, at })
    return repeatedFor(lasting(scope.evaluate(forEach.expression), 'for_each', refuse), at, refuse, declares)
  }
  return once
}

/** Not known until something is created: Terraform refuses to plan. A look-up it would make, an input somebody would give. */
const isDecidedAtApply = (unknown: UnknownValue, declares: (name: string) => boolean): boolean => {
  const why = reasonOf(unknown.cause)
  return why.kind === 'computed' && !/(^|\.)data\./.test(why.names) && declares(why.names)
}

const applyTime = (what: string): string =>
  `The ${what} depends on resource attributes that cannot be determined until apply, so Terraform cannot predict how many instances will be created. Decide it by an input or a literal.`

const undetermined = (mode: 'count' | 'for_each', value: HclValue, at: SourceLocation): Repetition => {
  const unknown = findUnknown(value)
  const why = unknown === undefined ? { kind: 'invalid' as const, names: mode } : reasonOf(unknown.cause)
  const each = objectOf([
    ['key', unknownBecause(stringType, why, { notNull: true })],
    ['value', unknownBecause(dynamicType, why)],
  ])
  return {
    mode,
    instances: [
      mode === 'count'
        ? { suffix: '[0]', key: 0, names: [['count', objectOf([['index', knownNumber(0)]])]] }
        : { suffix: '[*]', key: undefined, names: [['each', each]] },
    ],
    exists: 'undetermined',
    because: { value: unknown ?? value, at },
  }
}

const counted = (
  given: HclValue,
  at: SourceLocation,
  refuse: (detail: string) => void,
  declares: (name: string) => boolean,
): Repetition => {
  const invalid = (detail: string): Repetition => {
    refuse(detail)
    return undetermined('count', given, at)
  }
  if (given.state === 'null') return invalid('The given "count" argument value is null. An integer is required.')
  if (given.state === 'unknown') {
    if (isDecidedAtApply(given, declares)) refuse(applyTime('"count" value'))
    return undetermined('count', given, at)
  }
  const number = numericOf(tryConvert(given, numberType))
  if (number === undefined) return invalid('The given "count" argument value is unsuitable: a number is required.')
  if (typeof number !== 'number' || !Number.isInteger(number))
    return invalid('The given "count" argument value is unsuitable: it must be a whole number.')
  if (number < 0)
    return invalid('The given "count" argument value is unsuitable: must be greater than or equal to zero.')
  if (number > maximumInstances)
    return invalid(`The given "count" argument value is too large to evaluate: at most ${maximumInstances} instances.`)
  const index = (at: number): HclValue => objectOf([['index', knownNumber(at)]])
  return {
    mode: 'count',
    instances: Array.from({ length: number }, (_, at) => ({
      suffix: `[${at}]`,
      key: at,
      names: [['count', index(at)] as const],
    })),
    exists: number === 0 ? 'no' : 'yes',
  }
}

const repeatedFor = (
  given: HclValue,
  at: SourceLocation,
  refuse: (detail: string) => void,
  declares: (name: string) => boolean,
): Repetition => {
  const invalid = (detail: string): Repetition => {
    refuse(detail)
    return undetermined('for_each', given, at)
  }
  if (given.marks.sensitive || (given.type.kind === 'set' && isDeeplySensitive(given)))
    return invalid(
      'Sensitive values, or values derived from sensitive values, cannot be used as for_each arguments: their keys would be shown.',
    )
  if (given.state === 'null')
    return invalid('The given "for_each" argument value is null. A map, or set of strings is allowed.')
  const { kind } = given.type
  const isSetOfOther = given.type.kind === 'set' && !['string', 'dynamic'].includes(given.type.element.kind)
  if (given.state === 'unknown') {
    if (kind !== 'dynamic' && kind !== 'map' && kind !== 'object' && kind !== 'set') return invalid(unsuitable(given))
    if (isDecidedAtApply(given, declares)) refuse(applyTime('"for_each" value'))
    return undetermined('for_each', given, at)
  }
  const entries = entriesOf(given)
  if (entries !== undefined) return forEntries([...entries], given, at, refuse)
  const items = itemsOf(given)
  if (items === undefined || kind !== 'set') return invalid(unsuitable(given))
  const unknown = items.map(findUnknown).find(Boolean)
  if (unknown !== undefined) {
    if (isDecidedAtApply(unknown, declares)) refuse(applyTime('"for_each" set'))
    return undetermined('for_each', given, at)
  }
  if (isSetOfOther)
    return items.length === 0
      ? forEntries([], given, at, refuse)
      : invalid(
          `The given "for_each" argument value is unsuitable: "for_each" supports maps and sets of strings, but you have provided a ${typeName(given.type)}.`,
        )
  if (items.some(item => item.state === 'null'))
    return invalid('The given "for_each" argument value is unsuitable: "for_each" sets must not contain null values.')
  return forEntries(
    items.map(item => [stringOf(item) ?? '', item] as const),
    given,
    at,
    refuse,
  )
}

const unsuitable = (given: HclValue): string =>
  `The given "for_each" argument value is unsuitable: the "for_each" argument must be a map, or set of strings, and you have provided a value of type ${typeName(given.type)}.`

const forEntries = (
  entries: readonly (readonly [string, HclValue])[],
  given: HclValue,
  at: SourceLocation,
  refuse: (detail: string) => void,
): Repetition => {
  if (entries.length > maximumInstances) {
    refuse(`The given "for_each" argument value is too large to evaluate: at most ${maximumInstances} instances.`)
    return undetermined('for_each', given, at)
  }
  return {
    mode: 'for_each',
    instances: entries.map(([key, value]) => ({
      suffix: keySuffix(key),
      key,
      names: [
        [
          'each',
          objectOf([
            ['key', given.type.kind === 'set' ? elementOf(value, given) : knownString(key, marksOfKey(value, given))],
            ['value', elementOf(value, given)],
          ]),
        ],
      ],
    })),
    exists: entries.length === 0 ? 'no' : 'yes',
  }
}
