import { RE2JS, RE2JSSyntaxException } from 're2js'
import type { Type } from '../type.ts'
import { dynamicType, listType, objectType, stringType, tupleType } from '../type.ts'
import type { HclValue } from '../value.ts'
import { knownString, listOf, nullOf, objectOf, tupleOf } from '../value-constructors.ts'
import { textAt } from './arguments.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction, unknownResult } from './define-function.ts'
import type { FunctionBudget } from './function-context.ts'
import { FunctionError } from './function-error.ts'

/** Where a pattern matched: the whole and its groups, in order; `undefined` for a group that took no part. */
type Match = readonly ({ readonly start: number; readonly end: number } | undefined)[]

interface Pattern {
  readonly names: ReadonlyMap<number, string>
  readonly groups: number
  matches(text: string, budget: FunctionBudget): IterableIterator<Match>
}

const compiled = new Map<string, Pattern | RE2JSSyntaxException>()
/** Patterns of a configuration are few; the bound is for hostile ones. */
const maximumCompiled = 500

/** What a character of the text costs: time grows with the pattern, and with groups the more. */
const weightOf = (source: string, groups: number): number =>
  4 + source.length / 4 + (source.length * groups > 1000 ? source.length * (2 + groups / 4) : 0)

function* matchesOf(pattern: RE2JS, source: string, text: string, budget: FunctionBudget): IterableIterator<Match> {
  const matcher = pattern.matcher(text)
  const groups = pattern.groupCount()
  budget.spend(text.length * weightOf(source, groups))
  let from = 0
  let previousEnd = -1
  while (from <= text.length && matcher.find(from)) {
    const [start, end] = [matcher.start(), matcher.end()]
    budget.spend(end - from + 16 * (groups + 1))
    // An empty match right behind the last match does not count.
    if (end > previousEnd || start !== end)
      yield Array.from({ length: groups + 1 }, (_, group) => {
        const at = matcher.start(group)
        return at < 0 ? undefined : { start: at, end: matcher.end(group) }
      })
    previousEnd = end
    from = end > start ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1)
  }
}

const compile = (source: string): Pattern | RE2JSSyntaxException => {
  const present = compiled.get(source)
  if (present !== undefined) return present
  if (compiled.size >= maximumCompiled) compiled.clear()
  let pattern: Pattern | RE2JSSyntaxException
  try {
    const re2 = RE2JS.compile(source)
    const names = new Map(Object.entries(re2.namedGroups()).map(([name, index]) => [Number(index), name]))
    pattern = { names, groups: re2.groupCount(), matches: (text, budget) => matchesOf(re2, source, text, budget) }
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    pattern = error
  }
  compiled.set(source, pattern)
  return pattern
}

const patternAt = (args: readonly HclValue[]): Pattern => {
  const pattern = compile(textAt(args, 0))
  if (pattern instanceof RE2JSSyntaxException)
    throw new FunctionError(0, `invalid regexp pattern: ${pattern.getDescription()} in ${pattern.getPattern() ?? ''}`)
  return pattern
}

/** Without groups the matched text; with unnamed ones a tuple of theirs; with named ones an object. */
const matchType = (args: readonly HclValue[]): Type => {
  if (args[0]?.state !== 'known') return dynamicType
  const { groups, names } = patternAt(args)
  if (groups === 0) return stringType
  if (names.size === 0) return tupleType(Array.from({ length: groups }, () => stringType))
  if (names.size < groups)
    throw new FunctionError(0, 'invalid regexp pattern: cannot mix both named and unnamed capture groups')
  return objectType([...names.values()].map(name => [name, stringType] as const))
}

const matchValue = (pattern: Pattern, text: string, match: Match): HclValue => {
  const groupText = (index: number): HclValue => {
    const part = match[index]
    return part === undefined ? nullOf(stringType) : knownString(text.slice(part.start, part.end))
  }
  if (pattern.groups === 0) return groupText(0)
  if (pattern.names.size > 0)
    return objectOf([...pattern.names].map(([index, name]) => [name, groupText(index)] as const))
  return tupleOf(Array.from({ length: pattern.groups }, (_, index) => groupText(index + 1)))
}

const params = [
  { name: 'pattern', type: stringType },
  { name: 'string', type: stringType },
] as const

const regex = defineFunction({
  name: 'regex',
  params,
  returns: matchType,
  call: (args, { budget }) => {
    const pattern = patternAt(args)
    const text = textAt(args, 1)
    for (const match of pattern.matches(text, budget)) return matchValue(pattern, text, match)
    throw new FunctionError(undefined, 'pattern did not match any part of the given string')
  },
})

const regexall = defineFunction({
  name: 'regexall',
  params,
  returns: args => listType(matchType(args)),
  call: (args, { budget }, type) => {
    if (args[0]?.state !== 'known') return unknownResult(type, args)
    const pattern = patternAt(args)
    const text = textAt(args, 1)
    const matches = Array.from(pattern.matches(text, budget), match => matchValue(pattern, text, match))
    return listOf(matchType(args), matches)
  },
})

/** `$1`, `${1}`, `$name`, `${name}` and `$$` in a replacement; a group that there is not is empty. */
const expand = (replacement: string, pattern: Pattern, text: string, match: Match): string =>
  replacement.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    if (whole === '$$') return '$'
    const name = braced ?? bare ?? ''
    const group = /^\d+$/.test(name)
      ? Number(name)
      : [...pattern.names].find(([, candidate]) => candidate === name)?.[0]
    const part = group === undefined ? undefined : match[group]
    return part === undefined ? '' : text.slice(part.start, part.end)
  })

const replacePattern = (text: string, source: string, replacement: string, budget: FunctionBudget): string => {
  const pattern = compile(source)
  if (pattern instanceof RE2JSSyntaxException) throw new FunctionError(undefined, pattern.message)
  let replaced = ''
  let last = 0
  for (const match of pattern.matches(text, budget)) {
    const whole = match[0]
    if (whole === undefined) continue
    const inserted = expand(replacement, pattern, text, match)
    budget.spend(inserted.length + whole.start - last)
    replaced += text.slice(last, whole.start) + inserted
    last = whole.end
  }
  return replaced + text.slice(last)
}

const replaceText = (text: string, part: string, replacement: string, budget: FunctionBudget): string => {
  const parts = part === '' ? ['', ...text, ''] : text.split(part)
  budget.spend(text.length + (parts.length - 1) * replacement.length)
  return parts.join(replacement)
}

const replace = defineFunction({
  name: 'replace',
  params: ['str', 'substr', 'replace'].map(name => ({ name, type: stringType })),
  returns: stringType,
  call: (args, { budget }) => {
    const [text, part, replacement] = [textAt(args, 0), textAt(args, 1), textAt(args, 2)]
    const isPattern = part.length > 1 && part.startsWith('/') && part.endsWith('/')
    return knownString(
      isPattern
        ? replacePattern(text, part.slice(1, -1), replacement, budget)
        : replaceText(text, part, replacement, budget),
    )
  },
})

export const regexFunctions: readonly HclFunction[] = [regex, regexall, replace]
