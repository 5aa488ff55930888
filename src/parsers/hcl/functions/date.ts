import { goQuote } from '../go-quote.ts'
import { numberType, stringType } from '../type.ts'
import type { HclValue } from '../value.ts'
import { knownNumber, knownString } from '../value-constructors.ts'
import { textAt } from './arguments.ts'
import type { HclFunction } from './define-function.ts'
import { defineFunction } from './define-function.ts'
import { formatDate } from './format-date.ts'
import { FunctionError } from './function-error.ts'
import type { Timestamp } from './timestamp.ts'
import { formatTimestamp, readTimestamp } from './timestamp.ts'

const timestampAt = (
  args: readonly HclValue[],
  index: number,
  blame: number | undefined,
  isLenient = true,
): Timestamp => {
  const timestamp = readTimestamp(textAt(args, index), isLenient)
  if (typeof timestamp === 'string') throw new FunctionError(blame, timestamp)
  return timestamp
}

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

const longest = 2n ** 63n

/** Nanoseconds of a duration such as `1h30m`, `-1.5h`. */
const readDuration = (text: string): bigint => {
  const invalid = new FunctionError(undefined, `time: invalid duration ${goQuote(text)}`)
  const negative = text.startsWith('-')
  let rest = /^[+-]/.test(text) ? text.slice(1) : text
  if (rest === '0') return 0n
  if (rest === '') throw invalid
  let total = 0n
  while (rest !== '') {
    const match = /^(\d*)(?:\.(\d*))?([^.\d]*)/.exec(rest)
    const [whole = '', digits = '', fraction = '', unit = ''] = match ?? []
    if (digits === '' && fraction === '') throw invalid
    if (unit === '') throw new FunctionError(undefined, `time: missing unit in duration ${goQuote(text)}`)
    const size = units[unit]
    if (size === undefined)
      throw new FunctionError(undefined, `time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`)
    if (digits.length > 20) throw invalid
    const places = fraction.slice(0, 18)
    total += BigInt(digits || '0') * size + (BigInt(places || '0') * size) / 10n ** BigInt(places.length)
    if (total > longest || (total === longest && !negative)) throw invalid
    rest = rest.slice(whole.length)
  }
  return negative ? -total : total
}

const addDuration = (timestamp: Timestamp, duration: bigint): Timestamp => {
  const second = 1_000_000_000n
  const total = BigInt(timestamp.nanoseconds) + duration
  const nanoseconds = ((total % second) + second) % second
  return {
    ...timestamp,
    seconds: timestamp.seconds + (total - nanoseconds) / second,
    nanoseconds: Number(nanoseconds),
  }
}

const timeadd = defineFunction({
  name: 'timeadd',
  params: [
    { name: 'timestamp', type: stringType },
    { name: 'duration', type: stringType },
  ],
  returns: stringType,
  refinement: {},
  call: args => {
    const timestamp = timestampAt(args, 0, undefined, false)
    return knownString(formatTimestamp(addDuration(timestamp, readDuration(textAt(args, 1)))))
  },
})

const timecmp = defineFunction({
  name: 'timecmp',
  params: [
    { name: 'timestamp_a', type: stringType },
    { name: 'timestamp_b', type: stringType },
  ],
  returns: numberType,
  call: args => {
    const [one, other] = [timestampAt(args, 0, 0), timestampAt(args, 1, 1)]
    const seconds = one.seconds - other.seconds
    return knownNumber(seconds === 0n ? Math.sign(one.nanoseconds - other.nanoseconds) : seconds < 0n ? -1 : 1)
  },
})

const formatdate = defineFunction({
  name: 'formatdate',
  params: [
    { name: 'format', type: stringType },
    { name: 'time', type: stringType },
  ],
  returns: stringType,
  call: args => knownString(formatDate(textAt(args, 0), timestampAt(args, 1, 1, false))),
})

export const dateFunctions: readonly HclFunction[] = [timeadd, timecmp, formatdate]
