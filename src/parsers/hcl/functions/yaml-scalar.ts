import { negativeInfinity, positiveInfinity } from '../big-float.ts'
import { fromBigInt } from '../number.ts'
import { parseNumber } from '../number-text.ts'
import type { HclValue } from '../value.ts'
import { knownBool, knownNumber, knownString, nullOf } from '../value-constructors.ts'
import { base64Problem } from './base64.ts'
import { formatTimestamp, nanosecondsOf, offsetOf, timestampOf } from './timestamp.ts'

const spellings = (...words: readonly string[]): readonly string[] =>
  words.flatMap(word => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()])

const plainWords: ReadonlyMap<string, () => HclValue> = new Map([
  ...['y', 'Y', ...spellings('yes', 'true', 'on')].map(word => [word, () => knownBool(true)] as const),
  ...['n', 'N', ...spellings('no', 'false', 'off')].map(word => [word, () => knownBool(false)] as const),
  ...['', '~', ...spellings('null')].map(word => [word, () => nullOf()] as const),
  ...['.inf', '.Inf', '.INF'].flatMap(word => [
    [word, () => knownNumber(positiveInfinity)] as const,
    [`+${word}`, () => knownNumber(positiveInfinity)] as const,
    [`-${word}`, () => knownNumber(negativeInfinity)] as const,
  ]),
])

const tagPrefix = 'tag:yaml.org,2002:'
const scalarTags = ['str', 'bool', 'int', 'float', 'null', 'timestamp', 'binary'].map(name => tagPrefix + name)

const timestampPattern =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)| (\d\d?):(\d\d?):(\d\d?)(?:\.(\d+))?)?$/

/** The time that a scalar means, in RFC 3339 without fractions. */
const timestampText = (source: string): string | undefined => {
  const match = timestampPattern.exec(source)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, fraction, offset, hour2, minute2, second2, fraction2] = match
  const minutes = offset === undefined ? 0 : offsetOf(offset)
  if (minutes === undefined) return undefined
  const parts = [year, month, day, hour ?? hour2 ?? '0', minute ?? minute2 ?? '0', second ?? second2 ?? '0'].map(Number)
  const timestamp = timestampOf(parts, nanosecondsOf(fraction ?? fraction2), minutes)
  return timestamp === undefined ? undefined : formatTimestamp(timestamp)
}

const integerPattern = /^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/
const floatPattern = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/
const prefixed = /^([-+]?)(0[xXoObB][0-9a-fA-F]+|0[0-7]+)$/

const numberOf = (source: string): HclValue | undefined => {
  const plain = source.replaceAll('_', '')
  const decimal = parseNumber(plain)
  if (decimal !== undefined) return knownNumber(decimal)
  const [, sign, digits] = prefixed.exec(plain) ?? []
  if (digits === undefined) return undefined
  try {
    const whole = BigInt(digits)
    return knownNumber(fromBigInt(sign === '-' ? -whole : whole))
  } catch {
    return undefined
  }
}

/** What a scalar may be, by its first character: a sign, a digit, a point, the beginning of a word, or text. */
const isResolvable = (source: string): boolean => source === '' || /^[-+0-9yYnNtTfFoO~.]/.test(source)

/** A plain scalar without a tag, or with one that leaves its meaning open. */
const resolvePlain = (source: string, tag: string): HclValue | string | undefined => {
  const word = plainWords.get(source)
  if (word !== undefined) return word()
  if (tag === '' && /^\.(nan|NaN|NAN)$/.test(source)) return 'floating point NaN is not supported'
  if (source.startsWith('.')) {
    const number = parseNumber(source)
    return number === undefined ? undefined : knownNumber(number)
  }
  if (!/^[-+0-9]/.test(source)) return undefined
  const time = tag === '' || tag === `${tagPrefix}timestamp` ? timestampText(source) : undefined
  if (time !== undefined) return knownString(time)
  return integerPattern.test(source) || floatPattern.test(source) ? numberOf(source) : undefined
}

/** The value of a scalar, or why it has none. `tag` is the long form of an explicit one, else empty. */
export const resolveScalar = (source: string, tag: string, isQuoted: boolean): HclValue | string => {
  if (tag !== '' && !scalarTags.includes(tag)) return `unsupported tag "${tag}"`
  const kind = tag.slice(tagPrefix.length)
  if (kind !== 'str' && kind !== 'binary' && isResolvable(source)) {
    if (isQuoted) return knownString(source)
    const resolved = resolvePlain(source, tag)
    if (resolved !== undefined) return resolved
  }
  const refusal = `cannot parse "${source}" as ${tag}`
  switch (kind) {
    case 'binary':
      return base64Problem(source) === undefined ? knownString(source) : `${refusal}: not valid base64`
    case 'bool':
      return refusal
    case 'int':
    case 'float':
      return numberOf(source) ?? refusal
    case 'timestamp': {
      const time = timestampText(source)
      return time === undefined ? refusal : knownString(time)
    }
    case 'null':
      return nullOf()
    default:
      return knownString(source)
  }
}
