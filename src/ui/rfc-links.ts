import type { Line, Span } from './line.ts'

interface Reference {
  readonly from: number
  readonly to: number
  readonly link: string
}

const rfc = /\bRFC (\d{3,5})(?: section (\d+(?:\.\d+)*))?/g

const referencesIn = (text: string): readonly Reference[] =>
  [...text.matchAll(rfc)].map(({ 0: { length }, 1: number, 2: section, index }) => ({
    from: index,
    to: index + length,
    link: `https://www.rfc-editor.org/rfc/rfc${number}${section === undefined ? '' : `#section-${section}`}`,
  }))

/** Lines that a text was broken into, with each RFC that it names leading to the page of it, also where a name was broken. */
export const withRfcLinks = (text: string, parts: readonly string[]): readonly Line[] => {
  const references = referencesIn(text)
  let end = 0
  return parts.map(part => {
    const start = text.indexOf(part, end)
    end = start + part.length
    const spans: Span[] = []
    let at = start
    for (const { from, to, link } of references) {
      if (to <= at || from >= end) continue
      if (from > at) spans.push({ text: text.slice(at, from) })
      spans.push({ text: text.slice(Math.max(at, from), Math.min(to, end)), link })
      at = Math.min(to, end)
    }
    return at < end || spans.length === 0 ? [...spans, { text: text.slice(at, end) }] : spans
  })
}
