const consonants = /[b-df-hj-np-tv-xz]{5}/i

/** `RuykRLrDnVKmhFYUNgkP` is no name in camel case: its words are too short, or nobody can speak them. */
export const hasRandomCase = (text: string): boolean => {
  const parts = text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []
  const isMixed = /[a-z]/.test(text) && /[A-Z]/.test(text)
  return (
    isMixed &&
    parts.length > 3 &&
    (parts.join('').length < 3 * parts.length || parts.some(part => consonants.test(part)))
  )
}

/** `wvVsFVETywJrPJU8` has the outline of a word with a number: no word has such a run of letters, of consonants, or of changes of case. */
export const isGibberish = (text: string): boolean =>
  /[a-z]{15}/i.test(text) || consonants.test(text) || hasRandomCase(text)
