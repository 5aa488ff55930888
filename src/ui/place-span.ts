import type { SourceLocation } from '../model/source-location.ts'
import { formatLocation } from '../model/source-location.ts'
import { truncateStart } from './cells.ts'
import type { UiContext } from './context.ts'
import type { Span } from './line.ts'
import { linked, span } from './line.ts'
import { shown } from './shown.ts'
import type { Role } from './theme.ts'

/** `file:line` in at most `columns` cells, leading to the file. */
export const placeSpan = (at: SourceLocation, columns: number, role: Role, { glyphs, linkTo }: UiContext): Span =>
  linked(span(truncateStart(shown(formatLocation(at)), columns, glyphs.ellipsis), role), linkTo(at.file))
