/** How strongly an operator binds; higher is stronger. */
export const binaryPower: Readonly<Record<string, number>> = {
  '?:': 1,
  '??': 1,
  '||': 1,
  or: 1,
  '&&': 2,
  and: 2,
  '==': 3,
  '!=': 3,
  '===': 3,
  '<>': 4,
  '+': 5,
  '%': 6,
}
/** Words that stand before an expression without changing which setting it is. */
export const prefixWords = new Set(['new', 'await', 'not', 'mut', 'ref', 'return', 'yield', 'throw'])
/** Words that are values, in any of the languages. */
export const literalWords: Readonly<Record<string, boolean | null>> = {
  true: true,
  false: false,
  True: true,
  False: false,
  nil: null,
  null: null,
  None: null,
}
