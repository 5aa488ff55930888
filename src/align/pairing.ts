import { groupBy } from './group-by.ts'

/** How the entities of one kind correspond. `because` says what shows it. */
export type Pairing<E> =
  | { readonly kind: 'paired'; readonly staging: E; readonly production: E; readonly because: string }
  | { readonly kind: 'only-staging'; readonly staging: E }
  | { readonly kind: 'only-production'; readonly production: E }
  | { readonly kind: 'split'; readonly staging: E; readonly productions: readonly E[]; readonly because: string }
  | { readonly kind: 'merged'; readonly stagings: readonly E[]; readonly production: E; readonly because: string }
  | {
      readonly kind: 'ambiguous'
      readonly stagings: readonly E[]
      readonly productions: readonly E[]
      readonly because: string
    }

/** One way of recognising an entity: a text that is the same in both environments, and what it is. */
export interface RoleKey<E> {
  readonly because: string
  readonly keyOf: (entity: E, environment: string) => string | undefined
}

/** Pairs entities by the first key that singles out one on each side; keys are tried from the surest. What no key tells apart is ambiguous. */
export const pairByRole = <E>(
  staging: { readonly name: string; readonly entities: readonly E[] },
  production: { readonly name: string; readonly entities: readonly E[] },
  keys: readonly RoleKey<E>[],
): readonly Pairing<E>[] => {
  const pairings: Pairing<E>[] = []
  const openStaging = new Set(staging.entities)
  const openProduction = new Set(production.entities)
  for (const { because, keyOf } of keys) {
    const stagings = groupBy(openStaging, entity => keyOf(entity, staging.name))
    const productions = groupBy(openProduction, entity => keyOf(entity, production.name))
    for (const [key, [one, ...others]] of stagings) {
      const [twin, ...twins] = productions.get(key) ?? []
      if (one === undefined || twin === undefined || others.length > 0 || twins.length > 0) continue
      pairings.push({ kind: 'paired', staging: one, production: twin, because: `${because} ${key}` })
      openStaging.delete(one)
      openProduction.delete(twin)
    }
  }
  for (const { because, keyOf } of keys) {
    const stagings = groupBy(openStaging, entity => keyOf(entity, staging.name))
    const productions = groupBy(openProduction, entity => keyOf(entity, production.name))
    for (const [key, group] of stagings) {
      const twins = productions.get(key)
      if (!twins) continue
      pairings.push({ kind: 'ambiguous', stagings: group, productions: twins, because: `${because} ${key}` })
      for (const entity of group) openStaging.delete(entity)
      for (const entity of twins) openProduction.delete(entity)
    }
  }
  for (const entity of openStaging) pairings.push({ kind: 'only-staging', staging: entity })
  for (const entity of openProduction) pairings.push({ kind: 'only-production', production: entity })
  return pairings
}
