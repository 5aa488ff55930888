import { mapValues } from '../../model/map-values.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Origin, OriginKind } from '../../model/value.ts'
import type { Expression } from '../hcl/ast.ts'
import { literalText } from '../hcl/ast.ts'
import { replaceMarks, withMarks } from '../hcl/marks.ts'
import { locate } from '../hcl/source-text.ts'
import type { HclValue } from '../hcl/value.ts'
import { entriesOf, itemsOf } from '../hcl/value-access.ts'

/** How an input's leaves are told apart: who owns it, and where it is written. */
export interface OriginOf {
  readonly kind: OriginKind
  /** `var.hosts`; every leaf has it. */
  readonly name: string
  readonly at: SourceLocation
  /** What the value was evaluated from, when its parts have places of their own. */
  readonly expression?: Expression
}

/** The expressions of a value's parts, as far as they are written out. */
const partsOf = (expression: Expression | undefined): ((step: string | number) => Expression | undefined) => {
  if (expression?.kind === 'parentheses') return partsOf(expression.expression)
  if (expression?.kind === 'tuple') return step => (typeof step === 'number' ? expression.items[step] : undefined)
  if (expression?.kind !== 'object') return () => undefined
  const values = new Map(
    expression.items.map(({ key, value }) => [key.kind === 'name' ? key.name : (literalText(key) ?? ''), value]),
  )
  return step => values.get(String(step))
}

/** Marks every leaf of a value with the input that it came from, at the leaf's own line where the expression has one for it. */
export const markOrigins = (value: HclValue, of: OriginOf): HclValue => {
  // What the input's own expression says of a part's way is where the origin is.
  const atHome = (part: HclValue): HclValue =>
    of.expression === undefined || part.marks.trail === undefined
      ? part
      : replaceMarks(part, { ...part.marks, trail: undefined })
  const mark = (
    whole: HclValue,
    expression: Expression | undefined,
    at: SourceLocation,
    path: readonly string[],
  ): HclValue => {
    const part = atHome(whole)
    const parts = partsOf(expression)
    const inside = (item: HclValue, step: string | number): HclValue => {
      const own = parts(step)
      return mark(item, own, own?.at ?? at, [...path, String(step)])
    }
    const items = itemsOf(part)
    const entries = entriesOf(part)
    if (part.state === 'known' && items !== undefined && items.length > 0)
      return { ...part, data: items.map((item, index) => inside(item, index)) }
    if (part.state === 'known' && entries !== undefined && entries.size > 0)
      return { ...part, data: mapValues(entries, (entry, key) => inside(entry, key)) }
    const origin: Origin = { kind: of.kind, name: of.name, at: locate(at, path) }
    return withMarks(part, { sensitive: false, origins: [origin], trail: undefined })
  }
  return mark(value, of.expression, of.at, [of.name.replace(/^var\./, '')])
}
