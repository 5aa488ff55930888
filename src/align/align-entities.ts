import { type Entity, type EntityKind, type EntityOf, entityKinds } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import { type Address, addressKey } from '../model/value.ts'
import { type Features, featuresOf, type PairNames } from './features.ts'
import { matchAlike } from './match-alike.ts'
import type { Naming } from './naming.ts'
import { type Pairing, pairByRole } from './pairing.ts'
import { similarityOf } from './similarity.ts'

/** What a person says corresponds although nothing shows it. */
export interface DeclaredPair {
  readonly staging: string
  readonly production: string
}

export type EntityPairings = { readonly [K in EntityKind]: readonly Pairing<EntityOf<K>>[] }

interface Sides {
  readonly staging: EnvironmentModel
  readonly production: EnvironmentModel
  readonly naming: Naming
  readonly declared: readonly DeclaredPair[]
}

/** Whether a declared name is an entity's: its address, with or without its source. */
export const isNamed = ({ address }: { readonly address: Address }, name: string): boolean =>
  address.name === name || `${address.source}/${address.name}` === name

const addressRole = ({ source, name }: Address, environment: string, { roleOf }: Naming): string =>
  `${roleOf(source, environment)} ${roleOf(name, environment)}`

/** A third or fourth entity has this much in common with one that is taken: they share its part. */
const sharesItsPart = 0.6

/** How the entities of one kind correspond: as declared, by address, then what is most alike; last, what shares the part of one that is taken. */
const alignKind = <E extends Entity>(
  sides: Sides,
  [stagings, productions]: readonly [readonly E[], readonly E[]],
  pairs: readonly [PairNames, PairNames],
): readonly Pairing<E>[] => {
  const { staging, production, naming, declared } = sides
  const pairings: Pairing<E>[] = []
  const [openStaging, openProduction] = [new Set(stagings), new Set(productions)]
  for (const pair of declared) {
    const one = [...openStaging].find((entity: E) => isNamed(entity, pair.staging))
    const other = [...openProduction].find((entity: E) => isNamed(entity, pair.production))
    if (one === undefined || other === undefined) continue
    pairings.push({ kind: 'paired', staging: one, production: other, because: 'declared in sotsu.yaml' })
    openStaging.delete(one)
    openProduction.delete(other)
  }
  const byAddress = pairByRole<E>(
    { name: staging.name, entities: [...openStaging] },
    { name: production.name, entities: [...openProduction] },
    [
      // One root module for all environments may name each of them: what has the very same address is the same.
      {
        because: 'address',
        keyOf: ({ address }, environment) => `${naming.roleOf(address.source, environment)} ${address.name}`,
      },
      { because: 'address', keyOf: (entity, environment) => addressRole(entity.address, environment, naming) },
      { because: 'address', keyOf: ({ address }, environment) => naming.roleOf(address.name, environment) },
    ],
  )
  for (const pairing of byAddress) {
    if (pairing.kind !== 'paired') continue
    pairings.push(pairing)
    openStaging.delete(pairing.staging)
    openProduction.delete(pairing.production)
  }
  const [ones, others] = [[...openStaging], [...openProduction]]
  const features = (entity: E, side: 0 | 1): Features =>
    featuresOf(entity, side === 0 ? staging : production, naming, pairs[side])
  if (ones.length > 0 && others.length > 0) {
    const alike = matchAlike(
      ones.map(entity => features(entity, 0)),
      others.map(entity => features(entity, 1)),
    )
    const pick = <T>(list: readonly T[], indices: readonly number[]): readonly T[] =>
      indices.flatMap(index => list[index] ?? [])
    for (const { one, other, because } of alike.paired) {
      for (const first of pick(ones, [one]))
        for (const second of pick(others, [other]))
          pairings.push({ kind: 'paired', staging: first, production: second, because })
    }
    for (const group of alike.ambiguous)
      pairings.push({
        kind: 'ambiguous',
        stagings: pick(ones, group.ones),
        productions: pick(others, group.others),
        because: `${group.because}; nothing tells them apart`,
      })
    for (const index of [...alike.paired.map(({ one }) => one), ...alike.ambiguous.flatMap(group => group.ones)])
      for (const entity of pick(ones, [index])) openStaging.delete(entity)
    for (const index of [...alike.paired.map(({ other }) => other), ...alike.ambiguous.flatMap(group => group.others)])
      for (const entity of pick(others, [index])) openProduction.delete(entity)
  }
  const shared = shareParts(pairings, [[...openStaging], [...openProduction]], features)
  return [
    ...shared.pairings,
    ...shared.stagings.map((entity): Pairing<E> => ({ kind: 'only-staging', staging: entity })),
    ...shared.productions.map((entity): Pairing<E> => ({ kind: 'only-production', production: entity })),
  ]
}

/** What one entity does on one side several do on the other: those left over that are like one that is paired already. */
const shareParts = <E extends Entity>(
  pairings: readonly Pairing<E>[],
  [stagings, productions]: readonly [readonly E[], readonly E[]],
  features: (entity: E, side: 0 | 1) => Features,
): {
  readonly pairings: readonly Pairing<E>[]
  readonly stagings: readonly E[]
  readonly productions: readonly E[]
} => {
  if (stagings.length + productions.length === 0) return { pairings, stagings, productions }
  const paired = pairings.flatMap(pairing => (pairing.kind === 'paired' ? [pairing] : []))
  const extra = new Map<Pairing<E>, { readonly stagings: E[]; readonly productions: E[]; because: string }>()
  const joinBest = (left: readonly E[], side: 0 | 1): readonly E[] => {
    const taken = paired.map(({ staging, production }) => (side === 0 ? production : staging))
    const { score, shared } = similarityOf(
      left.map(entity => features(entity, side)),
      taken.map(entity => features(entity, side === 0 ? 1 : 0)),
    )
    return left.filter((entity, index) => {
      const [best, next] = taken
        .map((_, other) => [other, score(index, other)] as const)
        .sort(([, one], [, other]) => other - one)
      const owner = best && paired[best[0]]
      if (!best || !owner || best[1] < sharesItsPart || (next && next[1] >= best[1])) return true
      const found = extra.get(owner) ?? { stagings: [], productions: [], because: '' }
      found[side === 0 ? 'stagings' : 'productions'].push(entity)
      found.because = `alike in ${shared(index, best[0]).slice(0, 2).join(' and ')}`
      extra.set(owner, found)
      return false
    })
  }
  const left = { stagings: joinBest(stagings, 0), productions: joinBest(productions, 1) }
  const joined = pairings.map((pairing): Pairing<E> => {
    const more = extra.get(pairing)
    if (pairing.kind !== 'paired' || !more) return pairing
    const { staging, production } = pairing
    const because = `${pairing.because}; ${more.because}`
    if (more.stagings.length === 0)
      return { kind: 'split', staging, productions: [production, ...more.productions], because }
    if (more.productions.length === 0)
      return { kind: 'merged', stagings: [staging, ...more.stagings], production, because }
    return {
      kind: 'ambiguous',
      stagings: [staging, ...more.stagings],
      productions: [production, ...more.productions],
      because,
    }
  })
  return { pairings: joined, ...left }
}

/** Names for what is paired, under which references to it count as the same. */
const pairNames = (all: readonly Pairing<Entity>[]): readonly [PairNames, PairNames] => {
  const names: readonly [Map<string, string>, Map<string, string>] = [new Map(), new Map()]
  all.forEach((pairing, index) => {
    if (pairing.kind !== 'paired') return
    names[0].set(addressKey(pairing.staging.address), `pair ${index}`)
    names[1].set(addressKey(pairing.production.address), `pair ${index}`)
  })
  return names
}

/**
 * How the entities of every kind correspond. Twice: once neighbours are paired, a reference to one is a reference to its counterpart,
 * whatever it is called.
 */
export const alignEntities = (sides: Sides): EntityPairings => {
  let result = {} as EntityPairings
  let names: readonly [PairNames, PairNames] = [new Map(), new Map()]
  for (let round = 0; round < 2; round++) {
    const align = <K extends EntityKind>(kind: K): readonly Pairing<EntityOf<K>>[] =>
      alignKind(sides, [sides.staging.entities[kind], sides.production.entities[kind]], names)
    result = Object.fromEntries(entityKinds.map(kind => [kind, align(kind)])) as unknown as EntityPairings
    const all = entityKinds.flatMap(kind => result[kind] as readonly Pairing<Entity>[])
    if (all.every(pairing => pairing.kind === 'paired')) break
    names = pairNames(all)
  }
  return result
}
