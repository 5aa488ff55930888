/** A point in time with the offset that it is written in. */
export interface Timestamp {
  /** Since 1970 in UTC. */
  readonly seconds: bigint
  readonly nanoseconds: number
  readonly offsetMinutes: number
}

export interface CalendarTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 0 is Sunday. */
  readonly weekday: number
}

const secondsOfDay = 86_400n

/** Days since 1970-01-01 in the Gregorian calendar, also before it was one. */
const daysFromDate = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

export const calendarTime = ({ seconds, offsetMinutes }: Timestamp): CalendarTime => {
  const local = seconds + BigInt(offsetMinutes * 60)
  const rest = Number(((local % secondsOfDay) + secondsOfDay) % secondsOfDay)
  const days = Number((local - BigInt(rest)) / secondsOfDay)
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
  }
}

const daysIn = (year: number, month: number): number =>
  month === 12 ? 31 : daysFromDate(year, month + 1, 1) - daysFromDate(year, month, 1)

/** A time from its parts, or `undefined` when one is out of range. */
export const timestampOf = (
  parts: readonly number[],
  nanoseconds: number,
  offsetMinutes: number,
): Timestamp | undefined => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const local = BigInt(daysFromDate(year, month, day)) * secondsOfDay + BigInt(hour * 3600 + minute * 60 + second)
  return { seconds: local - BigInt(offsetMinutes * 60), nanoseconds, offsetMinutes }
}

/** `Z`, `+09:00`; `undefined` when out of range. */
export const offsetOf = (text: string, isLenient = false): number | undefined => {
  if (text === 'Z') return 0
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))]
  if (isLenient ? hours > 24 || minutes > 60 : hours > 23 || minutes > 59) return undefined
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

export const nanosecondsOf = (fraction: string | undefined): number =>
  fraction === undefined ? 0 : Number(fraction.slice(0, 9).padEnd(9, '0'))

/** What is wrong with a text that should be an RFC 3339 time. */
const problem = (text: string): string => {
  const steps: readonly (readonly [part: string, pattern: RegExp])[] = [
    ['year', /^\d{4}/],
    ['-', /^-/],
    ['month', /^(0[1-9]|1[0-2])/],
    ['-', /^-/],
    ['day of month', /^\d{2}/],
    ['T', /^T/],
    ['hour', /^\d{2}/],
    [':', /^:/],
    ['minute', /^[0-5]\d/],
    [':', /^:/],
    ['second', /^[0-5]\d([.,]\d+)?/],
    ['UTC offset', /^(Z$|[+-]\d\d:\d\d$)/],
  ]
  let rest = text
  for (const [part, pattern] of steps) {
    const match = pattern.exec(rest)
    if (match !== null) {
      if (part === 'hour' && Number(match[0]) > 23) return 'hour must be between 0 and 23 inclusive'
      rest = rest.slice(match[0].length)
      continue
    }
    if (part === 'T') return "missing required time introducer 'T'"
    if (part === '-' || part === ':')
      return rest === '' ? `end of string where "${part}" is expected` : `found "${rest}" where "${part}" is expected`
    if (part === 'minute' && /^\d{2}/.test(rest)) return 'minute must have exactly two digits'
    return rest === '' ? `end of string before ${part}` : `cannot use "${rest}" as ${part}`
  }
  return 'day out of range'
}

const strict = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/
const lenient = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d+))?(Z|[+-]\d{2}:\d{2})$/

/**
 * An RFC 3339 time, or what is wrong with it. Go's own reader, which `timecmp` uses, lets hours of one digit,
 * a comma before fractions and an offset of 24 hours pass.
 */
export const readTimestamp = (text: string, isLenient = false): Timestamp | string => {
  const match = (isLenient ? lenient : strict).exec(text)
  const offset = match === null ? undefined : offsetOf(match[8] ?? '', isLenient)
  const timestamp =
    match === null || offset === undefined
      ? undefined
      : timestampOf(match.slice(1, 7).map(Number), nanosecondsOf(match[7]), offset)
  return timestamp ?? `not a valid RFC3339 timestamp: ${problem(text)}`
}

export const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** `+09:00`. */
export const formatOffset = (minutes: number, separator = ':'): string =>
  `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(Math.abs(minutes) / 60))}${separator}${twoDigits(Math.abs(minutes) % 60)}`

/** RFC 3339 without fractions. */
export const formatTimestamp = (timestamp: Timestamp): string => {
  const { year, month, day, hour, minute, second } = calendarTime(timestamp)
  const sign = year < 0 ? '-' : ''
  const date = `${sign}${String(Math.abs(year)).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
  const offset = timestamp.offsetMinutes === 0 ? 'Z' : formatOffset(timestamp.offsetMinutes)
  return `${date}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}${offset}`
}
