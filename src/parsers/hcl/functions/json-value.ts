import { visit } from 'jsonc-parser'
import { parseNumber } from '../number-text.ts'
import type { HclValue } from '../value.ts'
import {
  knownBool,
  knownNumber,
  knownString,
  normalizeString,
  nullOf,
  objectOf,
  tupleOf,
} from '../value-constructors.ts'

/** Deeper than anything that a person writes, and shallow enough to walk. */
const maximumDepth = 1000

const isTooDeep = (text: string): boolean => {
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0x5b || code === 0x7b) depth += 1
    else if (code === 0x5d || code === 0x7d) depth -= 1
    if (depth > maximumDepth) return true
  }
  return false
}

const scalar = (value: unknown, number: (value: number) => HclValue): HclValue => {
  if (typeof value === 'string') return knownString(value)
  if (typeof value === 'boolean') return knownBool(value)
  return typeof value === 'number' ? number(value) : nullOf()
}

/** Values whose numbers a double holds exactly. */
const fromParsed = (value: unknown): HclValue => {
  if (typeof value !== 'object' || value === null) return scalar(value, knownNumber)
  if (Array.isArray(value)) return tupleOf(value.map(fromParsed))
  return objectOf(Object.entries(value).map(([key, item]) => [normalizeString(key), fromParsed(item)] as const))
}

/** Reads with all digits of every number; `undefined` when one is out of range. The text is known to be JSON. */
const withExactNumbers = (text: string): HclValue | undefined => {
  let isInRange = true
  const open: (HclValue[] | Map<string, HclValue>)[] = []
  const keys: string[] = []
  let result: HclValue = nullOf()
  const add = (value: HclValue) => {
    const container = open.at(-1)
    if (container === undefined) result = value
    else if (container instanceof Map) container.set(keys.pop() ?? '', value)
    else container.push(value)
  }
  const close = () => {
    const container = open.pop()
    if (container !== undefined) add(container instanceof Map ? objectOf(container) : tupleOf(container))
  }
  visit(text, {
    onObjectBegin: () => {
      open.push(new Map())
    },
    onArrayBegin: () => {
      open.push([])
    },
    onObjectProperty: key => {
      keys.push(normalizeString(key))
    },
    onObjectEnd: close,
    onArrayEnd: close,
    onLiteralValue: (value: unknown, offset, length) => {
      const number = typeof value === 'number' ? parseNumber(text.slice(offset, offset + length)) : 0
      if (number === undefined) isInRange = false
      add(scalar(value, () => knownNumber(number ?? 0)))
    },
  })
  return isInRange ? result : undefined
}

/** The value of a JSON text as `jsondecode` gives it, or why it is not JSON. */
export const readJson = (text: string): HclValue | string => {
  if (text.trim() === '') return 'EOF'
  if (isTooDeep(text)) return 'nested too deeply'
  try {
    const parsed: unknown = JSON.parse(text)
    // Fractions, exponents and many digits need more than a double.
    if (!/\d[.eE]|\d{16}/.test(text)) return fromParsed(parsed)
  } catch (error) {
    return `invalid JSON: ${error instanceof SyntaxError ? error.message : 'unreadable'}`
  }
  return withExactNumbers(text) ?? 'a number is out of range'
}
