/** A test of the dotted name of what is called. */
export interface NameTest {
  readonly test: (dotted: string) => boolean
}

/** Names that are one of these words, or end in one: `jwt.verify` with `verify`. A pattern of many words takes V8 longer to make than to use. */
export const callNamed = (words: string): NameTest => {
  const wanted: ReadonlySet<string> = new Set(words.split(' '))
  return { test: dotted => wanted.has(dotted.slice(dotted.lastIndexOf('.') + 1)) }
}
