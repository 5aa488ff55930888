import type { Position, SourceLocation } from '../../model/source-location.ts'

const noPath: readonly string[] = []

/** A text with the name of its file. Lines are only counted when somebody asks for one. */
export class SourceText {
  readonly file: string
  readonly text: string
  private lineStarts: readonly number[] | undefined

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  at(from: number, to: number): SourceLocation {
    return new Span(this, from, to)
  }

  position(offset: number): Position {
    this.lineStarts ??= findLineStarts(this.text)
    let low = 0
    let high = this.lineStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: Math.max(1, offset - (this.lineStarts[low] ?? 0) + 1), offset }
  }
}

/** A byte order mark belongs to no column. */
const findLineStarts = (text: string): readonly number[] => {
  const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** A location that works out its lines late: most nodes of a tree are never asked. Getters, so copy it with `locate`, not with a spread. */
class Span implements SourceLocation {
  private readonly source: SourceText
  private readonly from: number
  private readonly to: number

  constructor(source: SourceText, from: number, to: number) {
    this.source = source
    this.from = from
    this.to = to
  }

  get file(): string {
    return this.source.file
  }
  get start(): Position {
    return this.source.position(this.from)
  }
  get end(): Position {
    return this.source.position(this.to)
  }
  get path(): readonly string[] {
    return noPath
  }
  toJSON(): SourceLocation {
    return locate(this, noPath)
  }
}

/** A plain copy of a location, with the place in the structure of its file. */
export const locate = (at: SourceLocation, path: readonly string[]): SourceLocation => ({
  file: at.file,
  start: at.start,
  end: at.end,
  path,
})
