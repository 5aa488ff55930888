/** Lower-case letters with iota subscript have a single upper-case letter, although full mapping gives two. */
const upperOfIota = (code: number): number | undefined => {
  if ((code >= 0x1f80 && code <= 0x1faf && (code & 8) === 0) || code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3)
    return code + (code <= 0x1faf ? 8 : 9)
  return undefined
}

const mapEach = (text: string, map: (character: string) => string): string => {
  let mapped = ''
  for (const character of text) mapped += map(character)
  return mapped
}

const single = (mapped: string, character: string): string =>
  mapped.length === 1 || [...mapped].length === 1 ? mapped : character

const upperCharacter = (character: string): string => {
  const iota = upperOfIota(character.codePointAt(0) ?? 0)
  return iota === undefined ? single(character.toUpperCase(), character) : String.fromCodePoint(iota)
}

/** Upper case letter by letter: one character stays one character, so that `ß` stays as it is. */
export const toUpper = (text: string): string =>
  /^[\x00-\x7f]*$/.test(text) ? text.toUpperCase() : mapEach(text, upperCharacter)

/** Lower case letter by letter: `İ` becomes a single `i`, a final `Σ` an ordinary `σ`. */
export const toLower = (text: string): string =>
  /^[\x00-\x7f]*$/.test(text)
    ? text.toLowerCase()
    : mapEach(text, character => (character === 'İ' ? 'i' : single(character.toLowerCase(), character)))

/** Letters whose title case is not their upper case: the digraphs, and Georgian letters, which have none. */
const titleCharacter = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x10d0 && code <= 0x10ff) return character
  if (code >= 0x1c4 && code <= 0x1cc) return String.fromCodePoint(code <= 0x1c6 ? 0x1c5 : code <= 0x1c9 ? 0x1c8 : 0x1cb)
  if (code >= 0x1f1 && code <= 0x1f3) return 'ǲ'
  return upperCharacter(character)
}

/** ASCII characters other than letters, digits and underscores begin a new word; beyond ASCII only white space does. */
const separates = (character: string): boolean =>
  character.charCodeAt(0) < 0x80 ? !/[\w]/.test(character) : /[\p{White_Space}]/u.test(character)

export const toTitle = (text: string): string => {
  let previous = ' '
  return mapEach(text, character => {
    const mapped = separates(previous) ? titleCharacter(character) : character
    previous = character
    return mapped
  })
}
