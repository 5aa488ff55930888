import type { UiContext } from '../context.ts'
import type { Document } from '../document.ts'
import type { Line } from '../line.ts'
import { line, span } from '../line.ts'

/** The part of a document that is on the screen; its last line says when there is more. */
export const scrolled = (
  document: Document,
  scroll: number,
  rows: number,
  { phrases, glyphs }: UiContext,
): readonly Line[] => {
  const shown = document.lines.slice(scroll, scroll + rows)
  const below = document.lines.length - scroll - rows
  if (below <= 0 || rows < 4) return shown
  return [...shown.slice(0, -1), line(span(`${glyphs.ellipsis} ${phrases.more} (${below + 1})`, 'muted'))]
}

/** How far a document can be scrolled. */
export const lastScroll = (document: Document, rows: number): number => Math.max(0, document.lines.length - rows)
