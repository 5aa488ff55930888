import { wordsOf } from '../align/role-name.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { isKnown, itemsOf, type Origin, type Value } from '../model/value.ts'
import type { RuleContext } from './rule.ts'

/** An input of one environment that has the name of an input of another. */
export interface Counterpart {
  readonly origin: Origin
  readonly value: Value
  readonly at: SourceLocation
}

const leavesOf = (value: Value): readonly Value[] => {
  if (value.kind === 'map') return [...value.entries.values()].flatMap(leavesOf)
  return itemsOf(value)?.flatMap(leavesOf) ?? [value]
}

const originsIn = (value: Value): readonly Origin[] => [
  ...value.from.origins,
  ...leavesOf(value).flatMap(leaf => (leaf === value ? [] : leaf.from.origins)),
]

const bareName = ({ name }: Origin): string => name.replace(/^var\./, '')

/** The inputs of production that are named as those from which a value of staging flows: where an edit would belong. */
export const counterpartInputs = (
  { production }: Pick<RuleContext, 'production'>,
  value: Value,
): readonly Counterpart[] => {
  const names = originsIn(value).map(bareName)
  return [...new Set(names)].flatMap(name => {
    for (const { inputs } of production.sources) {
      const twin = inputs.get(name)
      const origin = twin && originsIn(twin)[0]
      if (twin && origin) return [{ origin, value: twin, at: origin.at }]
    }
    return []
  })
}

/** Of several inputs without a host, the one whose name shares most words with it: `partner_hosts` for `partner-api.example.com`. */
export const likeliestInput = (inputs: readonly Counterpart[], host: string): Counterpart | undefined => {
  const words = wordsOf(host)
  const score = ({ origin }: Counterpart): number =>
    wordsOf(origin.name).filter(word => words.some(other => other === word || `${other}s` === word)).length
  const lacks = ({ value }: Counterpart): boolean =>
    !leavesOf(value).some(leaf => isKnown(leaf) && String(leaf.value).split(',').includes(host))
  return inputs.filter(lacks).sort((one, other) => score(other) - score(one))[0]
}
