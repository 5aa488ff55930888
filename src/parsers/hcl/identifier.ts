// HCL's identifiers are Unicode's (UAX 31) with `-` among what follows. Patterns of Unicode's classes stand inside functions: V8 takes a
// while to make one, and nearly every identifier is ASCII.
const ascii = /^[A-Za-z_][\w-]*$/
const beyondAscii = /[^\0-\x7f]/

export const isIdentifier = (text: string): boolean =>
  ascii.test(text) || (beyondAscii.test(text) && /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(text))

/** Whether one character may begin an identifier. */
export const startsIdentifier = (character: string): boolean =>
  ascii.test(character) || (beyondAscii.test(character) && /[\p{ID_Start}_]/u.test(character))

/** Where an identifier that goes on at `from` ends. */
export const endOfIdentifier = (text: string, from: number): number => {
  const rest = /[\p{ID_Continue}-]*/uy
  rest.lastIndex = from
  return from + (rest.exec(text)?.[0].length ?? 0)
}
