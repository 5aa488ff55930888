// Controls (C0, DEL, C1), everything invisible that Unicode calls Format (bidi overrides, zero-width joiners, BOM, tags), line separators, lone surrogates.
const unprintable = /[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/gu
const invisible = /[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu
// What sotsu's own sentences use and terminals in East Asian locales may draw two cells wide.
const ambiguous = /[→…]/g
const printable = /^[\x20-\x7e]*$/

const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (character === '\t') return '  '
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`
}

/**
 * A text as it may go to a terminal: control and format characters escaped (`\x1b`, `\u202e`), tabs as two spaces.
 * Variation selectors are left out: they change how a character looks and make terminals disagree about its width.
 */
export const shown = (text: string): string =>
  printable.test(text)
    ? text
    : text
        .replace(invisible, '')
        .replace(unprintable, escaped)
        .replace(ambiguous, character => (character === '→' ? '->' : '...'))
