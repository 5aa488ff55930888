import type { FormatVerb } from './format-number.ts'
import { FunctionError } from './function-error.ts'

/** A format string taken apart: literal text and verbs, in order. */
export type FormatPart = string | FormatVerb

const verbPattern = /%([0#\-+ ]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([A-Za-z])/y
/** As much of a verb as there is: the character behind it is the one that cannot be. */
const partialPattern = /%[0#\-+ ]*(?:[1-9]\d*)?(?:\.\d*)?(?:\[(?:[1-9]\d*\]?)?)?/y

const byteLength = (text: string): number => Buffer.byteLength(text)

const invalid = (format: string, at: number): FunctionError => {
  partialPattern.lastIndex = at
  const end = at + (partialPattern.exec(format)?.[0].length ?? 1)
  const offset = byteLength(format.slice(0, end))
  const character = format.codePointAt(end)
  return new FunctionError(
    undefined,
    character === undefined
      ? `invalid format string starting at offset ${offset}`
      : `unrecognized format character '${String.fromCodePoint(character)}' at offset ${offset}`,
  )
}

export const readFormat = (format: string): readonly FormatPart[] => {
  const parts: FormatPart[] = []
  let text = ''
  let next = 1
  let at = 0
  while (at < format.length) {
    const percent = format.indexOf('%', at)
    text += format.slice(at, percent < 0 ? format.length : percent)
    if (percent < 0) break
    if (format.charAt(percent + 1) === '%') {
      text += '%'
      at = percent + 2
      continue
    }
    verbPattern.lastIndex = percent
    const match = verbPattern.exec(format)
    if (match === null) throw invalid(format, percent)
    const [raw, flags = '', width, precision, argument, mode = ''] = match
    if (text !== '') parts.push(text)
    text = ''
    const index = argument === undefined ? next : Number(argument)
    next = index + 1
    parts.push({
      raw,
      offset: byteLength(format.slice(0, percent)),
      argument: index,
      mode,
      // Zeros are only ever padded on the left.
      flags: flags.includes('-') ? flags.replaceAll('0', '') : flags,
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
    })
    at = percent + raw.length
  }
  if (text !== '') parts.push(text)
  return parts
}
