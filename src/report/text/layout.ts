import { eastAsianWidth } from 'get-east-asian-width'

export const reportWidth = 100

const plain = /^[\x20-\x7e]*$/
const takesNoCell = /^(?:\p{M}|[\u200b-\u200f]|\ufe0e|\ufe0f)$/u

/** Display cells; East Asian wide characters take two, combining marks none. `string-width` knows emoji sequences too, and takes longer to load than a report to print. */
export const widthOf = (text: string): number => {
  if (plain.test(text)) return text.length
  let width = 0
  for (const char of text) width += takesNoCell.test(char) ? 0 : eastAsianWidth(char.codePointAt(0) ?? 0)
  return width
}

export const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** Breaks text at spaces; a word that is wider than a line stands on its own line, whole, so that it can be copied. */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    lines.push(line)
  }
  return lines
}

export const indent = (lines: readonly string[], by: number): readonly string[] =>
  lines.map(line => (line === '' ? line : ' '.repeat(by) + line))

/** Wrapped text whose later lines are indented to where the first one's text begins. */
export const hanging = (head: string, text: string, width: number): readonly string[] => {
  const by = widthOf(head)
  const lines = wrap(text, Math.max(20, width - by))
  return lines.map((line, index) => (index === 0 ? head : ' '.repeat(by)) + line)
}

/** Rows of cells as columns; the last column is not padded. */
export const columns = (rows: readonly (readonly string[])[], gap = 2): readonly string[] => {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, widthOf(cell))
    })
  return rows.map(row =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : padTo(cell, (widths[index] ?? 0) + gap)))
      .join('')
      .trimEnd(),
  )
}
