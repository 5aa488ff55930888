import { itemsOf, known, unknown, type Value } from '../../../model/value.ts'
import { provenance, reasonOf } from '../derive-value.ts'
import { joinText } from '../join-text.ts'
import type { Intrinsic } from '../stack.ts'

const needsExtensions =
  (name: string, intrinsic: Intrinsic): Intrinsic =>
  (argument, at, scope) =>
    scope.stack.sections.transforms.languageExtensions
      ? intrinsic(argument, at, scope)
      : scope.invalid(at, `${name} needs a transform`, `${name} exists only with "Transform: AWS::LanguageExtensions".`)

/** The number of members of a list. */
export const length: Intrinsic = needsExtensions('Fn::Length', (argument, at, scope) => {
  const list = scope.evaluate(argument)
  const items = itemsOf(list)
  if (items !== undefined) return known(items.length, provenance(at, ...(list ? [list] : [])))
  const why = list && reasonOf(list)
  if (list && why) return unknown(why, provenance(at, list))
  return scope.invalid(at, 'Wrong argument of Fn::Length', 'Fn::Length takes a list.')
})

/** A map or list as compact JSON, keys in order as written; partly known values give partly known text. */
export const toJsonString: Intrinsic = needsExtensions('Fn::ToJsonString', (argument, at, scope) => {
  const value = scope.evaluate(argument)
  if (value === undefined) return undefined
  if (value.kind === 'known')
    return scope.invalid(at, 'Wrong argument of Fn::ToJsonString', 'Fn::ToJsonString takes a map or a list.')
  const text = joinText(jsonParts(value), at)
  return text ?? scope.invalid(at, 'Text too long', 'Fn::ToJsonString makes more than 1 MB of text here.')
})

const jsonParts = (value: Value): Value[] => {
  const literal = (text: string): Value => known(text, { at: value.from.at, origins: [] })
  const separated = (members: readonly Value[][]): Value[] =>
    members.flatMap((member, index) => (index === 0 ? member : [literal(','), ...member]))
  switch (value.kind) {
    case 'known':
      return [{ ...known(JSON.stringify(value.value), value.from), ...(value.sensitive && { sensitive: true }) }]
    case 'list':
    case 'set':
      return [literal('['), ...separated(value.items.map(jsonParts)), literal(']')]
    case 'map': {
      const members = [...value.entries].map(([key, entry]) => [
        literal(`${JSON.stringify(key)}:`),
        ...jsonParts(entry),
      ])
      return [literal('{'), ...separated(members), literal('}')]
    }
    case 'template': {
      const inside = value.parts.map(part =>
        part.kind === 'known' ? { ...part, value: JSON.stringify(String(part.value)).slice(1, -1) } : part,
      )
      return [literal('"'), ...inside, literal('"')]
    }
    case 'reference':
      return [literal('"'), value, literal('"')]
    case 'unknown':
      return [value]
  }
}
