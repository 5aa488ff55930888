/** What Go's `unicode.IsPrint` calls printable: letters, marks, numbers, punctuation, symbols and the plain space. */
const isPrintable = (character: string): boolean => /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)

const named: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
}

/** Text as Go's `%q` writes it. */
export const goQuote = (text: string): string => {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`
  let quoted = ''
  for (const character of text) {
    const short = named[character]
    if (short !== undefined) quoted += short
    else if (isPrintable(character)) quoted += character
    else {
      const code = character.codePointAt(0) ?? 0
      const hex = code.toString(16)
      quoted +=
        code < 0x80
          ? `\\x${hex.padStart(2, '0')}`
          : code < 0x10000
            ? `\\u${hex.padStart(4, '0')}`
            : `\\U${hex.padStart(8, '0')}`
    }
  }
  return `"${quoted}"`
}
