import type { Correspondence } from '../align/correspondence.ts'
import type { Patterns } from '../model/entity.ts'
import { mapValues } from '../model/map-values.ts'
import { isString, type Value } from '../model/value.ts'

const namesIn = (values: Patterns): readonly (string | undefined)[] =>
  'unknown' in values ? [] : values.map(value => nameOf(value))

const nameOf = (value: Value): string | undefined =>
  isString(value) && value.sensitive === undefined && !/[*?]/.test(value.value) ? value.value.toLowerCase() : undefined

/** Pairs of names in the same places of two lists; lists of other sizes say nothing. */
const zip = (
  stagings: readonly (string | undefined)[],
  productions: readonly (string | undefined)[],
): readonly (readonly [string, string])[] =>
  stagings.length !== productions.length
    ? []
    : stagings.flatMap((one, index) => {
        const other = productions[index]
        return one === undefined || other === undefined ? [] : [[one, other] as const]
      })

/**
 * Staging's hosts for each of production's: those that share a role with it; where there are none, those in the same place of the record, rule or
 * distribution that plays the same role.
 */
export const stagingHosts = ({ hosts, entities }: Correspondence): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, Set<string>>()
  const note = (staging: string, production: string): void => {
    found.set(production, (found.get(production) ?? new Set()).add(staging))
  }
  for (const { staging, production } of hosts) note(staging, production)
  const further: (readonly [string, string])[] = []
  for (const pairing of entities['dns-record'])
    if (pairing.kind === 'paired')
      further.push(...zip([nameOf(pairing.staging.name)], [nameOf(pairing.production.name)]))
  for (const pairing of entities.distribution)
    if (pairing.kind === 'paired')
      further.push(...zip(namesIn(pairing.staging.aliases), namesIn(pairing.production.aliases)))
  for (const pairing of entities['api-domain'])
    if (pairing.kind === 'paired')
      further.push(...zip([nameOf(pairing.staging.name)], [nameOf(pairing.production.name)]))
  for (const pairing of entities['listener-rule']) {
    if (pairing.kind !== 'paired') continue
    const [ours, theirs] = [pairing.staging, pairing.production].map(({ conditions }) =>
      conditions.flatMap(condition => (condition.field === 'host-header' ? namesIn(condition.values) : [])),
    )
    further.push(...zip(ours ?? [], theirs ?? []))
  }
  const paired = new Set(found.keys())
  for (const [staging, production] of further) if (!paired.has(production)) note(staging, production)
  return mapValues(found, own => [...own])
}
