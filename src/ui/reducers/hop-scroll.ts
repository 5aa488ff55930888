import type { Document } from '../document.ts'

/** The lines of a hop: from its own to that of the next. What stands before the first hop and after the last belongs to them. */
export const hopLines = (document: Document, cursor: number): { readonly first: number; readonly next: number } => ({
  first: cursor === 0 ? 0 : (document.stops[cursor]?.line ?? 0),
  next: document.stops[cursor + 1]?.line ?? document.lines.length,
})

/** Scrolled as little as needed to show a hop: all of it, or its start where it is too tall. The last row says that there is more. */
export const revealHop = (document: Document, cursor: number, scroll: number, rows: number): number => {
  const { first, next } = hopLines(document, cursor)
  if (first < scroll) return first
  return next > scroll + rows - 1 ? Math.min(first, next - rows + 1) : scroll
}

/** Down or up: first through the rest of a hop that is too tall for the screen, then to the next one. */
export const stepHop = (
  document: Document,
  at: { readonly cursor: number; readonly scroll: number },
  by: 1 | -1,
  rows: number,
): { readonly cursor: number; readonly scroll: number } => {
  const { first, next } = hopLines(document, at.cursor)
  const half = Math.max(1, Math.floor(rows / 2))
  if (by === 1 && next > at.scroll + rows - 1)
    return { cursor: at.cursor, scroll: at.scroll + Math.min(half, next - at.scroll - rows + 1) }
  if (by === -1 && first < at.scroll) return { cursor: at.cursor, scroll: Math.max(first, at.scroll - half) }
  const cursor = Math.min(Math.max(0, at.cursor + by), Math.max(0, document.stops.length - 1))
  return { cursor, scroll: revealHop(document, cursor, at.scroll, rows) }
}
