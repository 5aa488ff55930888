import { boolType, listType, numberType, stringType } from '../type.ts'
import type { HclValue } from '../value.ts'
import { isWhollyKnown, itemsOf, stringOf } from '../value-access.ts'
import { compareText, knownBool, knownString, listOf } from '../value-constructors.ts'
import { integerAt, itemsAt, textAt } from './arguments.ts'
import type { HclFunction, Parameter } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import { FunctionError } from './function-error.ts'
import { graphemes } from './graphemes.ts'
import { joinTemplate } from './join-template.ts'
import { toLower, toTitle, toUpper } from './letter-case.ts'
import { refinementOfList } from './refinement.ts'

export const text = (name: string): Parameter => ({ name, type: stringType })
/** A string function from strings to a string. */
const mapText = (name: string, params: readonly string[], map: (...texts: readonly string[]) => string): HclFunction =>
  defineFunction({
    name,
    params: params.map(text),
    returns: stringType,
    call: args => knownString(map(...args.map((_, index) => textAt(args, index)))),
  })

const trimSet = (value: string, cutset: string): string => {
  const cut = new Set(cutset)
  const characters = [...value]
  let start = 0
  let end = characters.length
  while (start < end && cut.has(characters[start] ?? '')) start += 1
  while (end > start && cut.has(characters[end - 1] ?? '')) end -= 1
  return characters.slice(start, end).join('')
}

const chomp = (value: string): string => {
  let end = value.length
  while (end > 0 && (value.charCodeAt(end - 1) === 10 || value.charCodeAt(end - 1) === 13)) end -= 1
  return value.slice(0, end)
}

const trimSpace = (value: string): string => {
  const isSpace = (character: string) => /\p{White_Space}/u.test(character)
  let start = 0
  let end = value.length
  while (start < end && isSpace(value.charAt(start))) start += 1
  while (end > start && isSpace(value.charAt(end - 1))) end -= 1
  return value.slice(start, end)
}

const substr = defineFunction({
  name: 'substr',
  params: [text('str'), { name: 'offset', type: numberType }, { name: 'length', type: numberType }],
  returns: stringType,
  call: args => {
    const clusters = graphemes(textAt(args, 0))
    let offset = integerAt(args, 1)
    const length = integerAt(args, 2)
    if (offset < 0) offset += clusters.length
    else if (length === 0) return knownString('')
    const rest = clusters.slice(Math.max(0, offset))
    // Reached with a negative offset only: a length of zero then takes everything, as Terraform does.
    return knownString((length <= 0 ? rest : rest.slice(0, length)).join(''))
  },
})

const indent = defineFunction({
  name: 'indent',
  params: [{ name: 'spaces', type: numberType }, text('str')],
  returns: stringType,
  call: (args, { budget }) => {
    const spaces = integerAt(args, 0)
    if (spaces < 0) throw new FunctionError(undefined, 'the number of spaces must not be negative')
    const lines = textAt(args, 1).split('\n')
    budget.spend((lines.length - 1) * spaces)
    return knownString(lines.length === 1 ? textAt(args, 1) : lines.join(`\n${' '.repeat(spaces)}`))
  },
})

const join = defineFunction({
  name: 'join',
  params: [text('separator')],
  variadic: { name: 'lists', type: listType(stringType) },
  returns: stringType,
  call: (args, { budget }) => {
    const lists = args.slice(1)
    if (lists.length === 0) throw new FunctionError(undefined, 'at least one list is required')
    const separator = textAt(args, 0)
    const whole = lists.every(isWhollyKnown)
    const items: HclValue[] = []
    for (const [index, list] of lists.entries())
      for (const [position, item] of (itemsOf(list) ?? []).entries()) {
        if (whole && item.state === 'null')
          throw new FunctionError(
            index + 1,
            `element ${position}${lists.length > 1 ? ` of list ${index + 1}` : ''} is null; cannot concatenate null values`,
          )
        items.push(item)
      }
    if (!whole) return joinTemplate(items, separator, units => budget.spend(units))
    const texts = items.map(item => stringOf(item) ?? '')
    budget.spend(texts.reduce((sum, item) => sum + item.length, separator.length * texts.length))
    return knownString(texts.join(separator))
  },
})

const sort = defineFunction({
  name: 'sort',
  params: [{ name: 'list', type: listType(stringType), accepts: ['unknown'], marks: 'elements' }],
  returns: listType(stringType),
  call: ([list]) => {
    if (list === undefined || !isWhollyKnown(list))
      return unknownResult(listType(stringType), list ? [list] : [], refinementOfList(list))
    const items = itemsAt([list], 0)
    const empty = items.findIndex(item => item.state === 'null')
    if (empty >= 0)
      throw new FunctionError(undefined, `given list element ${empty} is null; a null string cannot be sorted`)
    return listOf(
      stringType,
      [...items].sort((one, other) => compareText(stringOf(one) ?? '', stringOf(other) ?? '')),
    )
  },
})

const split = defineFunction({
  name: 'split',
  params: [text('separator'), text('str')],
  returns: listType(stringType),
  call: (args, { budget }) => {
    const value = textAt(args, 1)
    const separator = textAt(args, 0)
    // Every part is a value of its own.
    budget.spend(value.length * (separator === '' ? 16 : 1))
    const parts = separator === '' ? [...value] : value.split(separator)
    budget.spend(parts.length * 16)
    return listOf(
      stringType,
      parts.map(part => knownString(part)),
    )
  },
})

const startsWith = defineFunction({
  name: 'startswith',
  params: [{ name: 'str', type: stringType, accepts: ['unknown'] }, text('prefix')],
  returns: boolType,
  call: args => {
    const [value] = args
    const prefix = textAt(args, 1)
    if (value?.state !== 'unknown') return knownBool(textAt(args, 0).startsWith(prefix))
    if (prefix === '') return knownBool(true)
    const known = value.refinement.prefix ?? ''
    if (known.startsWith(prefix)) return knownBool(true)
    if (known.length >= prefix.length) return knownBool(false)
    return unknownResult(boolType, [value])
  },
})

const test = (name: string, second: string, holds: (value: string, part: string) => boolean): HclFunction =>
  defineFunction({
    name,
    params: [text('str'), text(second)],
    returns: boolType,
    ...(name === 'strcontains' ? { refinement: {} } : {}),
    call: args => knownBool(holds(textAt(args, 0), textAt(args, 1))),
  })

export const stringFunctions: readonly HclFunction[] = [
  mapText('upper', ['str'], value => toUpper(value ?? '')),
  mapText('lower', ['str'], value => toLower(value ?? '')),
  mapText('title', ['str'], value => toTitle(value ?? '')),
  mapText('strrev', ['str'], value => [...graphemes(value ?? '')].reverse().join('')),
  mapText('chomp', ['str'], value => chomp(value ?? '')),
  mapText('trim', ['str', 'cutset'], (value, cutset) => trimSet(value ?? '', cutset ?? '')),
  mapText('trimspace', ['str'], value => trimSpace(value ?? '')),
  mapText('trimsuffix', ['str', 'suffix'], (value = '', suffix = '') =>
    suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value,
  ),
  mapText('trimprefix', ['str', 'prefix'], (value = '', prefix = '') =>
    value.startsWith(prefix) ? value.slice(prefix.length) : value,
  ),
  substr,
  indent,
  join,
  sort,
  split,
  startsWith,
  test('endswith', 'suffix', (value, suffix) => value.endsWith(suffix)),
  test('strcontains', 'substr', (value, part) => value.includes(part)),
]
