import { FunctionError } from './function-error.ts'
import type { CalendarTime, Timestamp } from './timestamp.ts'
import { calendarTime, formatOffset, twoDigits } from './timestamp.ts'

const months = 'January February March April May June July August September October November December'.split(' ')
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** The texts that a letter stands for, by how often it is repeated, and what else may be said about it. */
interface Verb {
  readonly expects: string
  readonly texts: (time: CalendarTime, offset: number) => Readonly<Record<number, string>>
}

const numbers = (value: number): Readonly<Record<number, string>> => ({ 1: String(value), 2: twoDigits(value) })
const either = (what: string, letter: string): string => `${what} must either be "${letter}" or "${letter}${letter}"`
const halfDay = (hour: number): string => (hour < 12 ? 'AM' : 'PM')

const verbs: Readonly<Record<string, Verb>> = {
  Y: {
    expects: 'year must either be "YY" or "YYYY"',
    texts: ({ year }) => ({ 2: twoDigits(year % 100), 4: String(year).padStart(4, '0') }),
  },
  M: {
    expects: 'month must be "M", "MM", "MMM", or "MMMM"',
    texts: ({ month }) => {
      const name = months[month - 1] ?? ''
      return { ...numbers(month), 3: name.slice(0, 3), 4: name }
    },
  },
  D: { expects: either('day of month', 'D'), texts: ({ day }) => numbers(day) },
  E: {
    expects: 'day of week must either be "EEE" or "EEEE"',
    texts: ({ weekday }) => ({ 3: (weekdays[weekday] ?? '').slice(0, 3), 4: weekdays[weekday] ?? '' }),
  },
  h: { expects: either('24-hour', 'h'), texts: ({ hour }) => numbers(hour) },
  H: { expects: either('12-hour', 'H'), texts: ({ hour }) => numbers(hour % 12 || 12) },
  A: { expects: 'must be "AA"', texts: ({ hour }) => ({ 2: halfDay(hour) }) },
  a: { expects: 'must be "aa"', texts: ({ hour }) => ({ 2: halfDay(hour).toLowerCase() }) },
  m: { expects: either('minute', 'm'), texts: ({ minute }) => numbers(minute) },
  s: { expects: either('second', 's'), texts: ({ second }) => numbers(second) },
  Z: {
    expects: 'timezone must be Z, ZZZZ, or ZZZZZ',
    texts: (_time, offset) => ({
      1: offset === 0 ? 'Z' : formatOffset(offset),
      3: offset === 0 ? 'UTC' : formatOffset(offset, ''),
      4: formatOffset(offset, ''),
      5: formatOffset(offset),
    }),
  },
}

const token = /'(?:'|((?:[^']|'')*)'(?!')|.*)|([A-Za-z])\2*|[^'A-Za-z]+/gsu

/** `YYYY-MM-DD'T'hh:mm`: runs of letters are verbs, text in quotes and everything else stands for itself. */
export const formatDate = (format: string, timestamp: Timestamp): string => {
  const time = calendarTime(timestamp)
  let text = ''
  for (const [whole, quoted, letter] of format.matchAll(token)) {
    if (whole === "''") text += "'"
    else if (quoted !== undefined) text += quoted.replaceAll("''", "'")
    // Quotes that would be doubled at the very end close the text all the same.
    else if (/^'.*'$/s.test(whole)) text += whole.slice(1, -1).replace(/'.?/gs, "'")
    else if (whole.startsWith("'")) throw new FunctionError(0, "unterminated literal '")
    else if (letter === undefined) text += whole
    else {
      const verb = verbs[letter]
      if (verb === undefined) throw new FunctionError(0, `invalid date format verb "${whole}"`)
      const written = verb.texts(time, timestamp.offsetMinutes)[whole.length]
      if (written === undefined) throw new FunctionError(0, `invalid date format verb "${whole}": ${verb.expects}`)
      text += written
    }
  }
  return text
}
