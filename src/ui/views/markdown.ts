import { wrap } from '../cells.ts'
import type { Line } from '../line.ts'
import { line, span } from '../line.ts'
import { withRfcLinks } from '../rfc-links.ts'
import { shown } from '../shown.ts'

const textLines = (text: string, columns: number, hasLinks: boolean): readonly Line[] => {
  const clean = shown(text)
  const parts = wrap(clean, columns)
  return hasLinks ? withRfcLinks(clean, parts) : parts.map(part => line(span(part)))
}

/** A page of the rule documentation as lines: headings and code stand out, the rest is text. */
export const markdownLines = (page: string, columns: number, hasLinks: boolean): readonly Line[] => {
  let isCode = false
  return page
    .trimEnd()
    .split(/\r\n|\n|\r/)
    .flatMap((text): readonly Line[] => {
      if (/^\s*(?:```|~~~)/.test(text)) {
        isCode = !isCode
        return []
      }
      if (isCode) return [line(span(`  ${text}`, 'value'))]
      const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1]
      return heading === undefined ? textLines(text, columns, hasLinks) : [line(span(heading, 'title'))]
    })
}
