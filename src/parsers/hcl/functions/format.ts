import { ConversionError, convert, tryConvert } from '../convert.ts'
import { isWhole, toBigInt } from '../number.ts'
import { safePrefix } from '../safe-prefix.ts'
import type { Type } from '../type.ts'
import { boolType, dynamicType, listType, numberType, stringType } from '../type.ts'
import type { HclValue } from '../value.ts'
import { boolOf, isWhollyKnown, itemsOf, numericOf, stringOf } from '../value-access.ts'
import { knownString, listOf, notNull, unknownBecause } from '../value-constructors.ts'
import { textAt } from './arguments.ts'
import type { HclFunction, Parameter } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import type { FormatVerb } from './format-number.ts'
import { formatFloat, formatInteger, generalText } from './format-number.ts'
import type { FormatPart } from './format-string.ts'
import { readFormat } from './format-string.ts'
import type { FunctionBudget } from './function-context.ts'
import { FunctionError } from './function-error.ts'
import { graphemeCount, graphemes } from './graphemes.ts'
import { templateOf } from './join-template.ts'
import { jsonString, jsonText } from './json-text.ts'
import { lengthBounds } from './refinement.ts'

const unsupported = (verb: FormatVerb, why: string): FunctionError =>
  new FunctionError(undefined, `unsupported value for "${verb.raw}" at ${verb.offset}: ${why}`)

const converted = (verb: FormatVerb, value: HclValue, type: Type): HclValue => {
  try {
    return convert(value, type)
  } catch (error) {
    if (error instanceof ConversionError) throw unsupported(verb, error.message)
    throw error
  }
}

/** Padded to the width in grapheme clusters. */
const pad = (verb: FormatVerb, text: string): string => {
  const room = (verb.width ?? 0) - graphemeCount(text)
  if (room <= 0) return text
  if (verb.flags.includes('-')) return text + ' '.repeat(room)
  return (verb.flags.includes('0') ? '0' : ' ').repeat(room) + text
}

const asIs = (verb: FormatVerb, value: HclValue, budget: FunctionBudget): string => {
  const plain = verb.flags.includes('#') ? undefined : (stringOf(value) ?? numericOf(value))
  if (typeof plain === 'string') return pad(verb, plain)
  if (plain !== undefined) return pad(verb, generalText(plain))
  const json = jsonText(value, units => budget.spend(units))
  if (json === undefined) throw unsupported(verb, 'cannot serialize infinity as JSON')
  return pad(verb, json)
}

const formatOne = (verb: FormatVerb, value: HclValue, budget: FunctionBudget): string => {
  budget.spend((verb.width ?? 0) + (verb.precision ?? 0))
  if (verb.mode !== 'v' && value.state === 'null') throw unsupported(verb, 'null value cannot be formatted')
  switch (verb.mode) {
    case 'v':
      return asIs(verb, value, budget)
    case 't':
      return String(boolOf(converted(verb, value, boolType)))
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X': {
      const number = numericOf(converted(verb, value, numberType)) ?? 0
      if (!isWhole(number)) throw unsupported(verb, 'an integer is required')
      return formatInteger(verb, toBigInt(number) ?? 0n)
    }
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return formatFloat(verb, numericOf(converted(verb, value, numberType)) ?? 0)
    case 's':
    case 'q': {
      const whole = stringOf(converted(verb, value, stringType)) ?? ''
      const cut = verb.precision ? graphemes(whole).slice(0, verb.precision).join('') : whole
      return pad(verb, verb.mode === 's' ? cut : jsonString(cut))
    }
    default:
      throw new FunctionError(
        undefined,
        `unsupported format verb '${verb.mode}' in "${verb.raw}" at offset ${verb.offset}`,
      )
  }
}

const argumentOf = (verb: FormatVerb, args: readonly HclValue[]): HclValue => {
  const value = args[verb.argument - 1]
  if (value === undefined)
    throw new FunctionError(
      undefined,
      `not enough arguments for "${verb.raw}" at ${verb.offset}: need index ${verb.argument} but have ${args.length} total`,
    )
  return value
}

const formatAll = (parts: readonly FormatPart[], args: readonly HclValue[], budget: FunctionBudget): string => {
  let text = ''
  let highest = 0
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else {
      highest = Math.max(highest, part.argument)
      text += formatOne(part, argumentOf(part, args), budget)
    }
  }
  budget.spend(text.length)
  if (highest < args.length)
    throw new FunctionError(
      highest + 1,
      highest === 0
        ? 'too many arguments; no verbs in format string'
        : `too many arguments; only ${highest} used by format string`,
    )
  return text
}

/** The text as far as it is known. What Terraform would refuse once it is known is only refused then. */
const partlyKnown = (parts: readonly FormatPart[], args: readonly HclValue[], budget: FunctionBudget): HclValue => {
  const filled: HclValue[] = []
  for (const part of parts) {
    if (typeof part === 'string') {
      filled.push(knownString(part))
      continue
    }
    const value = argumentOf(part, args)
    if (isWhollyKnown(value)) {
      filled.push(knownString(formatOne(part, value, budget), value.marks))
      continue
    }
    const isPlain =
      part.flags === '' && part.width === undefined && part.precision === undefined && /[svd]/.test(part.mode)
    const text = isPlain ? tryConvert(value, stringType) : undefined
    filled.push(text ?? unknownResult(stringType, [value]))
  }
  return templateOf(filled, units => budget.spend(units), false)
}

const formatValue = (format: string, args: readonly HclValue[], budget: FunctionBudget): HclValue => {
  if (args.every(isWhollyKnown)) return knownString(formatAll(readFormat(format), args, budget))
  const percent = format.indexOf('%')
  const refinement = percent > 0 ? { ...notNull, prefix: safePrefix(format.slice(0, percent)) } : notNull
  try {
    const template = partlyKnown(readFormat(format), args, budget)
    return template.state === 'unknown' ? { ...template, refinement } : template
  } catch (error) {
    if (error instanceof FunctionError) return unknownResult(stringType, args, refinement)
    throw error
  }
}

const params: readonly Parameter[] = [{ name: 'format', type: stringType }]
const anyArguments: Parameter = { name: 'args', type: dynamicType, accepts: ['null', 'unknown', 'any-type'] }

/** Terraform takes an untyped null for a value whose type is yet to come, and leaves the result open. */
const ofUntypedNull = (args: readonly HclValue[]): HclValue | undefined =>
  args.some(value => value.state === 'null' && value.type.kind === 'dynamic')
    ? unknownBecause(dynamicType, { kind: 'unsupported', names: 'an untyped null' })
    : undefined

const format = defineFunction({
  name: 'format',
  params,
  variadic: anyArguments,
  returns: stringType,
  call: (args, { budget }) => ofUntypedNull(args) ?? formatValue(textAt(args, 0), args.slice(1), budget),
})

/** How often a list of formatted texts repeats: the length that all sequences among the arguments have; 1 without any. */
const repetitions = (args: readonly HclValue[]): number => {
  let length: number | undefined
  let chooser = 0
  for (const [index, value] of args.entries()) {
    const count =
      value.type.kind === 'tuple' && value.state !== 'null' ? value.type.elements.length : itemsOf(value)?.length
    if (count === undefined) continue
    if (length === undefined) {
      length = count
      chooser = index
    } else if (count !== length)
      throw new FunctionError(
        index + 1,
        `argument ${index + 1} has length ${count}, which is inconsistent with argument ${chooser + 1} of length ${length}`,
      )
  }
  return length ?? 1
}

/** A sequence of unknown length, or anything at all. */
const isOpen = (value: HclValue): boolean => {
  const { kind } = value.type
  if (value.state === 'unknown') return kind === 'dynamic' || kind === 'list' || kind === 'set' || kind === 'tuple'
  const { least, most } = lengthBounds(value)
  return kind === 'set' && value.state === 'known' && least !== most
}

const formatlist = defineFunction({
  name: 'formatlist',
  params,
  variadic: { ...anyArguments, marks: 'elements' },
  returns: listType(stringType),
  call: (given, { budget }) => {
    const open = ofUntypedNull(given)
    if (open !== undefined) return open
    const text = textAt(given, 0)
    const args = given.slice(1)
    if (args.length === 0) return listOf(stringType, [formatValue(text, [], budget)])
    const count = repetitions(args)
    if (args.some(isOpen)) return unknownResult(listType(stringType), given)
    const rows = Array.from({ length: count }, (_, row) => args.map(value => itemsOf(value)?.[row] ?? value))
    return listOf(
      stringType,
      rows.map((row, index) => {
        try {
          return formatValue(text, row, budget)
        } catch (error) {
          if (error instanceof FunctionError)
            throw new FunctionError(undefined, `error on format iteration ${index}: ${error.message}`)
          throw error
        }
      }),
    )
  },
})

export const formatFunctions: readonly HclFunction[] = [format, formatlist]
