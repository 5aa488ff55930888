import { mapValues } from '../../model/map-values.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Expression } from '../hcl/ast.ts'
import { literalText } from '../hcl/ast.ts'
import { withMarks } from '../hcl/marks.ts'
import type { HclValue } from '../hcl/value.ts'
import { entriesOf, itemsOf } from '../hcl/value-access.ts'

const partOf = (expression: Expression | undefined, step: string | number): Expression | undefined => {
  if (expression?.kind === 'parentheses') return partOf(expression.expression, step)
  if (expression?.kind === 'tuple' && typeof step === 'number') return expression.items[step]
  if (expression?.kind === 'call' && expression.name === 'merge')
    return expression.arguments.toReversed().flatMap(argument => partOf(argument, step) ?? [])[0]
  if (expression?.kind !== 'object') return undefined
  return expression.items.findLast(({ key }) => (key.kind === 'name' ? key.name : literalText(key)) === String(step))
    ?.value
}

/** A value that flowed from no input is one itself: the line that has it is where a person would change it. */
export const withOwnOrigins = (value: HclValue, expression: Expression, name: string): HclValue => {
  const mark = (part: HclValue, own: Expression | undefined, at: SourceLocation): HclValue => {
    const items = part.state === 'known' ? itemsOf(part) : undefined
    const entries = part.state === 'known' ? entriesOf(part) : undefined
    if (part.state === 'known' && items !== undefined && items.length > 0)
      return { ...part, data: items.map((item, index) => inside(item, own, index, at)) }
    if (part.state === 'known' && entries !== undefined && entries.size > 0)
      return { ...part, data: mapValues(entries, (entry, key) => inside(entry, own, key, at)) }
    if (part.marks.origins.length > 0) return part
    return withMarks(part, { sensitive: false, origins: [{ kind: 'argument', name, at }], trail: undefined })
  }
  const inside = (part: HclValue, outer: Expression | undefined, step: string | number, at: SourceLocation) => {
    const own = partOf(outer, step)
    return mark(part, own, own?.at ?? at)
  }
  return mark(value, expression, expression.at)
}
