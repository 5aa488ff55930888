import type { Position, SourceLocation } from '../../../model/source-location.ts'

/** A text with its name, which can say where a range of it is. */
export interface TextSource {
  readonly file: string
  readonly text: string
  at(start: number, end: number, path?: readonly string[]): SourceLocation
}

export const textSource = (file: string, text: string): TextSource => {
  let starts: number[] | undefined
  const lineStarts = (): readonly number[] => {
    if (starts !== undefined) return starts
    starts = [0]
    for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
    return starts
  }
  const position = (offset: number): Position => {
    const lines = lineStarts()
    let low = 0
    let high = lines.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((lines[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (lines[low] ?? 0) + 1, offset }
  }
  return { file, text, at: (start, end, path = []) => ({ file, start: position(start), end: position(end), path }) }
}

/** A part of a text, read as a document of its own, whose places are still those of the whole. */
export const sliceOf = (source: TextSource, start: number, end: number): TextSource => ({
  file: source.file,
  text: source.text.slice(start, end),
  at: (from, to, path) => source.at(start + from, start + to, path),
})

/** A text that stands inside something else, decoded: all its places are the one place of what it stands in. */
export const embeddedSource = (text: string, within: SourceLocation): TextSource => {
  const { file, start, end } = within
  return { file, text, at: (_start, _end, path = []) => ({ file, start, end, path }) }
}
