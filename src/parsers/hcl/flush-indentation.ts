import { graphemes } from './functions/graphemes.ts'
import type { TemplateToken } from './template-reader.ts'
import { leadingSpace } from './template-reader.ts'

/**
 * Takes the common indentation off the lines of a `<<-` heredoc. Strip markers have done their work before: a text that a `~}` has
 * emptied ends no line, so what follows it starts none. Lines of white space count only when they do not end in a newline.
 */
export const flushIndentation = (tokens: readonly TemplateToken[]): void => {
  const lineStarts: (TemplateToken & { kind: 'text' })[] = []
  let smallest = Number.POSITIVE_INFINITY
  let startsLine = true
  for (const token of tokens) {
    if (startsLine) {
      startsLine = false
      if (token.kind !== 'text') smallest = 0
      else {
        const indentation = leadingSpace.exec(token.value)?.[0].length ?? 0
        if (indentation < token.value.length || !token.value.endsWith('\n')) {
          smallest = Math.min(smallest, indentation)
          lineStarts.push(token)
        }
      }
    }
    if (token.kind === 'text' && token.value.endsWith('\n')) startsLine = true
  }
  for (const token of lineStarts) token.value = withoutStart(token.value, smallest)
}

/** A combining character makes one grapheme with the last space, and goes with it. */
const withoutStart = (text: string, count: number): string =>
  count === 0 || (text.charCodeAt(count) || 0) < 0x300 ? text.slice(count) : graphemes(text).slice(count).join('')
