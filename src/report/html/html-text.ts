import { escapeHtml, htmlProse } from '../markdown/markdown-text.ts'

/** Markup that may stand in a page as it is; only `html` and `raw` make it. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | undefined | readonly Part[]

const written = (part: Part): string => {
  if (part === undefined) return ''
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return 'markup' in part ? part.markup : part.map(written).join('')
}

/** A template in which everything that is put in is escaped, except markup made in the same way. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: texts.map((text, index) => text + written(parts[index])).join(''),
})

/** Text of ours that is markup already. */
export const raw = (markup: string): Markup => ({ markup })

/** A sentence in which names and values are set in code. */
export const sentence = (text: string): Markup => raw(htmlProse(text))
