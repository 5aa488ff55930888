import { cellsOf, fitText, truncate } from './cells.ts'
import { shown } from './shown.ts'
import type { Role } from './theme.ts'

/** Text of one look. */
export interface Span {
  readonly text: string
  readonly role?: Role
  /** The address that a terminal opens for it. */
  readonly link?: string
}

/** One row of the screen, or a part of one. */
export type Line = readonly Span[]

export const span = (text: string, role?: Role): Span => {
  const clean = shown(text)
  return role === undefined ? { text: clean } : { text: clean, role }
}

export const linked = (part: Span, link: string | undefined): Span => (link === undefined ? part : { ...part, link })

export const line = (...parts: readonly (Span | string)[]): Line =>
  parts.map(part => (typeof part === 'string' ? span(part) : part))

export const textOf = (spans: Line): string => spans.map(part => part.text).join('')

export const lineCells = (spans: Line): number => cellsOf(textOf(spans))

/** A span of exactly `columns` cells. */
export const column = (text: string, columns: number, ellipsis: string, role?: Role): Span => {
  const clean = fitText(shown(text), columns, ellipsis)
  return role === undefined ? { text: clean } : { text: clean, role }
}

const joins = /^[\p{M}\p{Emoji_Modifier}\p{Regional_Indicator}\u1160-\u11ff\uff9e\uff9f]/u

/** A line of exactly `columns` cells: what is too long is cut at a grapheme, what is short is padded. */
export const fitLine = (spans: Line, columns: number, ellipsis: string, padRole?: Role): Line => {
  const fitted: Span[] = []
  let left = columns
  for (const [index, part] of spans.entries()) {
    const clean = linked(span(part.text, part.role), part.link)
    const width = cellsOf(clean.text)
    const isLast = index === spans.length - 1
    if (width > left || (width === left && !isLast && spans.slice(index + 1).some(rest => rest.text !== ''))) {
      const text = truncate(width === left ? `${clean.text} ` : clean.text, left, ellipsis)
      fitted.push({ ...clean, text })
      left -= cellsOf(text)
      break
    }
    fitted.push(clean)
    left -= width
  }
  // A combining character at the start of a span joins the one before: only then the line must be measured as one text.
  const missing = fitted.some(part => joins.test(part.text)) ? columns - lineCells(fitted) : left
  if (missing > 0) fitted.push(span(' '.repeat(missing), padRole))
  return fitted
}

/** Runs of spans that lead to the same address, or to none. */
export const linkRuns = (spans: Line): readonly Line[] => {
  const runs: Span[][] = []
  for (const part of spans) {
    const run = runs.at(-1)
    if (run !== undefined && run[0]?.link === part.link) run.push(part)
    else runs.push([part])
  }
  return runs
}

/** The same text in another look throughout, for a selected row. */
export const recolour = (spans: Line, role: Role): Line =>
  linkRuns(spans).map(run => linked({ text: textOf(run), role }, run[0]?.link))

/** Two columns of given widths with something between. */
export const beside = (
  left: Line,
  right: Line,
  widths: { readonly left: number; readonly right: number },
  separator: Span,
  ellipsis: string,
): Line => [...fitLine(left, widths.left, ellipsis), separator, ...fitLine(right, widths.right, ellipsis)]

/** A line with the occurrences of `needle` (lower-case) in the `match` look. */
export const highlight = (spans: Line, needle: string): Line => {
  if (needle === '') return spans
  return spans.flatMap(part => {
    const found: Span[] = []
    const haystack = part.text.toLowerCase()
    // Lower-casing may change the length of a text; positions would then be wrong.
    if (haystack.length !== part.text.length) return [part]
    let from = 0
    for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, from)) {
      if (at > from) found.push({ ...part, text: part.text.slice(from, at) })
      found.push({ ...part, text: part.text.slice(at, at + needle.length), role: 'match' })
      from = at + needle.length
    }
    if (from < part.text.length) found.push({ ...part, text: part.text.slice(from) })
    return found
  })
}
