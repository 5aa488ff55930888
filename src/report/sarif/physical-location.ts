import type { SourceLocation } from '../../model/source-location.ts'
import { uriPath } from '../markdown/markdown-text.ts'

/** A place as SARIF has it: an address relative to the repository root, columns in UTF-16 units, the end exclusive. */
export const physicalLocation = ({ file, start, end }: SourceLocation) => ({
  artifactLocation: { uri: uriPath(file) },
  region: {
    startLine: start.line,
    startColumn: start.column,
    ...(end.line > start.line || (end.line === start.line && end.column > start.column)
      ? { endLine: end.line, endColumn: end.column }
      : {}),
  },
})
