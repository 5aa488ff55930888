import { paragraph } from '../document.ts'
import type { Line } from '../line.ts'
import { line, span } from '../line.ts'

/** A page of the rule documentation as lines: headings and code stand out, the rest is text. */
export const markdownLines = (page: string, columns: number): readonly Line[] => {
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
      return heading === undefined ? paragraph(text, columns) : [line(span(heading, 'title'))]
    })
}
