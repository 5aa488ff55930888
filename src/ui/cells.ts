import stringWidth from 'string-width'

const ascii = /^[\x20-\x7e]*$/
const segmenter = new Intl.Segmenter()
const widths = new Map<string, number>()
const mostWidths = 20_000

// Texts of which every UTF-16 unit is a character of its own: one cell (ASCII and the marks of the theme), or two (kana, kanji, fullwidth forms).
const simple =
  /^[\x20-\x7e\u254c\u254e\u2713\u2717\u276f\u25b8\u25c2\u2937\u22ef\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uff01-\uff5e]*$/
const wide = /[\u3001-\uff5e]/g

let ambiguous: 1 | 2 = 1

/**
 * How many cells characters of ambiguous width take (UAX #11): one, or two in terminals of East Asian locales. It is the terminal's, so
 * there is one for the process.
 */
export const setAmbiguousWidth = (width: 1 | 2): void => {
  if (width !== ambiguous) widths.clear()
  ambiguous = width
}

export const ambiguousWidth = (): 1 | 2 => ambiguous

/** How many display cells a text takes. Text with control characters must be made printable first (`shown`). */
export const cellsOf = (text: string): number => {
  if (ascii.test(text)) return text.length
  if (simple.test(text)) return text.length + (text.match(wide)?.length ?? 0)
  const remembered = widths.get(text)
  if (remembered !== undefined) return remembered
  const width = stringWidth(text, { ambiguousIsNarrow: ambiguous === 1 })
  if (widths.size >= mostWidths) widths.clear()
  widths.set(text, width)
  return width
}

/** Whether every terminal takes as many cells for a text as `cellsOf` says. */
export const isOfCertainWidth = (text: string): boolean => ascii.test(text) || simple.test(text)

/** The user-perceived characters of a text: what a cursor steps over and what may not be cut. */
export const graphemesOf = (text: string): readonly string[] =>
  ascii.test(text) ? text.split('') : Array.from(segmenter.segment(text), segment => segment.segment)

/** The longest start of a text that fits into `columns` cells; graphemes stay whole. */
export const cut = (text: string, columns: number): string => {
  if (columns <= 0) return ''
  if (ascii.test(text)) return text.slice(0, columns)
  if (cellsOf(text) <= columns) return text
  let result = ''
  let used = 0
  for (const { segment } of segmenter.segment(text)) {
    used += cellsOf(segment)
    if (used > columns) break
    result += segment
  }
  return result
}

/** As `cut`, with a mark where text is left out. */
export const truncate = (text: string, columns: number, ellipsis: string): string =>
  cellsOf(text) <= columns ? text : cut(cut(text, columns - cellsOf(ellipsis)) + ellipsis, columns)

/** As `truncate`, but keeps the end: for paths, whose last part says most. */
export const truncateStart = (text: string, columns: number, ellipsis: string): string => {
  if (cellsOf(text) <= columns) return text
  const graphemes = graphemesOf(text)
  let from = graphemes.length
  let used = cellsOf(ellipsis)
  for (; from > 0; from--) {
    used += cellsOf(graphemes[from - 1] ?? '')
    if (used > columns) break
  }
  return cut(ellipsis + graphemes.slice(from).join(''), columns)
}

/** Text in exactly `columns` cells. */
export const fitText = (text: string, columns: number, ellipsis: string): string => {
  const fitted = truncate(text, columns, ellipsis)
  return fitted + ' '.repeat(Math.max(0, columns - cellsOf(fitted)))
}

/** Lines of at most `columns` cells, broken at spaces where there are any. At least one line. */
export const wrap = (text: string, columns: number): readonly string[] => {
  const width = Math.max(1, columns)
  if (cellsOf(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<= )/)) {
    if (cellsOf((line + word).trimEnd()) <= width) {
      line += word
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = word
    while (cellsOf(line.trimEnd()) > width) {
      const head = cut(line, width) || (graphemesOf(line)[0] ?? '')
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}
