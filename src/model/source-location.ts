/** A point in a source text. `line` and `column` count from 1 (columns in UTF-16 units), `offset` from 0. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/**
 * Where something is written. `file` is relative to the repository root, with `/`; `end` is exclusive.
 * `path` names the place in the structure of the file, outermost first (`['resource', 'aws_lb', 'main', 'name']`); it may be empty.
 */
export interface SourceLocation {
  readonly file: string
  readonly start: Position
  readonly end: Position
  readonly path: readonly string[]
}

const origin: Position = { line: 1, column: 1, offset: 0 }

/** The start of a file, for things that belong to the file as a whole. */
export const startOf = (file: string): SourceLocation => ({ file, start: origin, end: origin, path: [] })

/** `file:line`, as editors and terminals understand it. */
export const formatLocation = (at: SourceLocation): string => `${at.file}:${at.start.line}`
