import type { Position, SourceLocation } from '../../model/source-location.ts'

/** Turns offsets of one text into locations of its file. */
export type Locator = (start: number, end: number, path: readonly string[]) => SourceLocation

export const locator = (file: string, text: string): Locator => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const position = (offset: number): Position => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset }
  }
  return (start, end, path) => ({ file, start: position(start), end: position(Math.max(start, end)), path })
}
