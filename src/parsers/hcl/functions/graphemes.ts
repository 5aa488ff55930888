let segmenter: Intl.Segmenter | undefined

/** Made when text first needs it: it takes long to load, and most text is plain. */
const segmentsOf = (text: string): Intl.Segments => {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** Without combining marks, emoji and the like every character is its own cluster; only `\r\n` is one of two. */
const isPlain = (text: string): boolean => /^[\x00-\x0c\x0e-\x7f]*$/.test(text)

/** A window over a text: the time that Intl.Segmenter takes grows faster than the length of what it is given. */
const windowSize = 512

/** The extended grapheme clusters of a text: what Terraform counts as its characters. */
export const graphemes = (text: string): readonly string[] => {
  if (isPlain(text)) return text.split('')
  const clusters: string[] = []
  let size = windowSize
  let at = 0
  while (at < text.length) {
    const part = Array.from(segmentsOf(text.slice(at, at + size)), ({ segment }) => segment)
    // The last cluster may go on behind the window.
    const isLast = at + size >= text.length
    const whole = isLast ? part : part.slice(0, -1)
    size = whole.length === 0 ? size * 2 : windowSize
    for (const cluster of whole) {
      clusters.push(cluster)
      at += cluster.length
    }
  }
  return clusters
}

export const graphemeCount = (text: string): number => (isPlain(text) ? text.length : graphemes(text).length)
