const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Without combining marks, emoji and the like every character is its own cluster; only `\r\n` is one of two. */
const isPlain = (text: string): boolean => /^[\x00-\x0c\x0e-\x7f]*$/.test(text)

/** The extended grapheme clusters of a text: what Terraform counts as its characters. */
export const graphemes = (text: string): readonly string[] =>
  isPlain(text) ? text.split('') : Array.from(segmenter.segment(text), part => part.segment)

export const graphemeCount = (text: string): number => (isPlain(text) ? text.length : graphemes(text).length)
