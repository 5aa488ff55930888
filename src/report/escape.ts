const printable = /^[\x20-\x7e]*$/

const written = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`
}

/** Text as it may go to a terminal: what a terminal would act on is made visible. Lines stay, tabs become two spaces. */
export const escapeText = (text: string): string =>
  printable.test(text)
    ? text
    : text
        .replaceAll('\r\n', '\n')
        .replaceAll('\t', '  ')
        // Controls, everything invisible that Unicode calls Format (bidirectional overrides, zero-width characters, BOM), line separators, lone surrogates.
        .replace(/[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/gu, character =>
          character === '\n' ? character : written(character),
        )

/** The same on one line. */
export const escapeLine = (text: string): string => escapeText(text).replaceAll('\n', '\\n')
