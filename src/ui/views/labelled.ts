import type { Line } from '../line.ts'
import { lineCells, span } from '../line.ts'

/** Room for a label before what it is about; on a narrow screen a label has a line of its own. */
export const labelCellsOf = (columns: number): number => (columns < 60 ? 2 : 11)

/** Lines with a label in the margin before the first, or above it where it has no room there. */
export const withLabel = (lines: readonly Line[], label: Line, columns: number): readonly Line[] => {
  const room = labelCellsOf(columns)
  const isAlone = lineCells(label) >= room
  const labelled = lines.map((text, index) => {
    const cells = index === 0 && !isAlone ? label : []
    return [...cells, span(' '.repeat(Math.max(0, room - lineCells(cells)))), ...text]
  })
  return isAlone ? [label, ...labelled] : labelled
}
