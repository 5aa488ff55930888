import { widthOf, wrap } from '../text/layout.ts'
import type { Outcome } from '../topology.ts'
import { html, type Markup } from './html-text.ts'

export const marks: Readonly<Record<Outcome, string>> = { passes: '✓', fails: '✗', undetermined: '?' }

const cell = 6.7

/** Text that fits a width in pixels, cut with an ellipsis; the whole is in a title. */
export const shortened = (text: string, pixels: number): string => {
  const room = Math.floor(pixels / cell)
  if (widthOf(text) <= room) return text
  let cut = ''
  for (const character of text) {
    if (widthOf(cut + character) > room - 1) break
    cut += character
  }
  return `${cut}…`
}

/** Text in lines of at most so many cells: at spaces, and inside a word (a host, an address) at a joint where there is one. */
export const brokenLines = (text: string, cells: number): readonly string[] =>
  wrap(text, cells).flatMap(line => {
    const lines: string[] = []
    let rest = line
    while (widthOf(rest) > cells) {
      const head = [...rest].slice(0, cells).join('')
      const joint = head.search(/[./:_[-][^./:_[-]*$/)
      const length =
        joint > cells / 6
          ? joint + (head[joint] === '[' ? 0 : 1)
          : widthOf(head) <= cells
            ? head.length
            : Math.max(1, Math.floor(cells / 2))
      lines.push(rest.slice(0, length))
      rest = rest.slice(length)
    }
    return [...lines, rest]
  })

/** The first lines of a text in a box; the last of them says when there are more. */
export const fittedLines = (text: string, cells: number, most: number): readonly string[] => {
  const lines = brokenLines(text, cells)
  if (lines.length <= most) return lines
  const last = lines[most - 1] ?? ''
  return [...lines.slice(0, most - 1), `${widthOf(last) < cells ? last : [...last].slice(0, -1).join('')}…`]
}

export const lineHeight = 16
export const boxHeight = (lines: number): number => 12 + lines * lineHeight

/** A box with a line each for what is said; its border says the outcome as its marks do. */
export const box = (given: {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly outcome: Outcome
  /** The whole text, for what the lines leave out. */
  readonly title: string
  readonly lines: readonly { readonly text: string; readonly outcome?: Outcome }[]
}): Markup => {
  const { x, y, width, outcome, title, lines } = given
  const shown = lines.map(({ text, outcome: mark }, row) => {
    const full = mark === undefined ? text : `${marks[mark]} ${text}`
    return html`<text x="${x + 8}" y="${y + 20 + row * lineHeight - 2}" class="${mark ?? 'plain'}">${shortened(full, width - 16)}</text>`
  })
  return html`<g class="box ${outcome}"><title>${title}</title><rect x="${x}" y="${y}" width="${width}" height="${boxHeight(lines.length)}" rx="4"/>${shown}</g>`
}

export const svg = (width: number, height: number, label: string, parts: readonly Markup[]): Markup =>
  html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">${parts}</svg>`
