import type { Layout, Size, UiState } from './state.ts'

export const smallest: Size = { columns: 40, rows: 12 }

export const isTooSmall = (size: Size): boolean => size.columns < smallest.columns || size.rows < smallest.rows

/** The frame is one row lower than the terminal: a frame of full height makes Ink clear the screen and its scrollback each time. */
export const frameRows = (size: Size): number => Math.max(1, size.rows - 1)

/** Rows between the two of the header and the one of the footer. */
export const bodyRows = (size: Size): number => Math.max(1, frameRows(size) - 3)

/** The list of the findings tab, no longer than it need be, and where there is room a preview of the selected one below a rule. */
export const findingsRows = (state: UiState): { readonly list: number; readonly preview: number } => {
  const body = bodyRows(state.size) - 1
  if (body < 20) return { list: body, preview: 0 }
  const list = Math.min(Math.max(8, Math.floor(body * 0.4)), Math.max(4, state.findings.rows.length))
  return { list, preview: body - list - 1 }
}

const layoutOf = ({ columns }: Size): Layout => (columns >= 110 ? 'beside' : 'stacked')

/** Wide enough for both environments beside each other, unless chosen otherwise. */
export const isBeside = ({ layout, size }: UiState): boolean =>
  (layout === 'automatic' ? layoutOf(size) : layout) === 'beside'

/** The other layout; where the width gives that anyway, it goes on following the width. */
export const otherLayout = (state: UiState): Layout => {
  const other: Layout = isBeside(state) ? 'stacked' : 'beside'
  return other === layoutOf(state.size) ? 'automatic' : other
}

/** The first visible row, moved as little as needed to keep the cursor in sight. */
export const scrolledTo = (top: number, cursor: number, rows: number, length: number): number => {
  const highest = Math.max(0, length - rows)
  const shown = cursor < top ? cursor : cursor >= top + rows ? cursor - rows + 1 : top
  return Math.min(Math.max(0, shown), highest)
}
