import type { Origin, Value } from '../../../model/value.ts'

const isSame = (one: Origin, other: Origin): boolean =>
  one.kind === other.kind && one.name === other.name && one.at.file === other.at.file

const joined = (origins: readonly Origin[], others: readonly Origin[]): readonly Origin[] => [
  ...origins,
  ...others.filter(origin => !origins.some(present => isSame(present, origin))),
]

const itemsOf = (value: Value): readonly Value[] | undefined =>
  value.kind === 'list' || value.kind === 'set' ? value.items : undefined

/** Whether a real value may be what an evaluated one stands for: nothing known in both differs. */
const fits = (evaluated: Value, real: Value): boolean => {
  if (evaluated.kind === 'known' && real.kind === 'known')
    return evaluated.sensitive === real.sensitive ? String(evaluated.value) === String(real.value) : true
  if (evaluated.kind === 'map' && real.kind === 'map')
    return [...evaluated.entries].every(([key, entry]) => {
      const twin = real.entries.get(key)
      return twin === undefined || fits(entry, twin)
    })
  const [own, other] = [itemsOf(evaluated), itemsOf(real)]
  if (own !== undefined && other !== undefined)
    return own.length === other.length && other.every(item => own.some(each => fits(each, item)))
  return evaluated.kind !== 'known' || real.kind === 'unknown' || real.kind === 'reference'
}

/** More members than this are paired by their places. */
const mostPaired = 200

/** Providers keep many lists as sets, in an order of their own: each real member is paired with an evaluated one that it may be. */
const mergeItems = (evaluated: readonly Value[], real: readonly Value[]): readonly Value[] => {
  const free = [...evaluated]
  const take = (index: number): Value | undefined => (index < 0 ? undefined : free.splice(index, 1)[0])
  return real.map((item, place) => {
    if (evaluated.length > mostPaired) {
      const own = evaluated[place]
      return own === undefined ? item : mergeValues(own, item)
    }
    const own = take(
      [
        free.findIndex(each => each.kind === 'known' && item.kind === 'known' && fits(each, item)),
        free.findIndex(each => fits(each, item)),
      ].find(index => index >= 0) ?? -1,
    )
    return own === undefined ? item : mergeValues(own, item)
  })
}

/**
 * The real value, with the identity and the inputs that evaluation found for it. What is real but not known yet says nothing; equal values
 * keep the places that they were evaluated from.
 */
export const mergeValues = (evaluated: Value, real: Value): Value => {
  if (real.kind === 'unknown' || real.kind === 'reference' || real.kind === 'template') return evaluated
  const { from } = evaluated
  if (real.kind === 'map' && evaluated.kind === 'map') {
    const entries = new Map(evaluated.entries)
    for (const [key, entry] of real.entries) {
      const own = evaluated.entries.get(key)
      entries.set(key, own === undefined ? entry : mergeValues(own, entry))
    }
    return { ...evaluated, ...(real.sensitive ? { sensitive: true as const } : {}), entries }
  }
  const [own, items] = [itemsOf(evaluated), itemsOf(real)]
  if (own !== undefined && items !== undefined && (evaluated.kind === 'list' || evaluated.kind === 'set'))
    return { ...evaluated, ...(real.sensitive ? { sensitive: true as const } : {}), items: mergeItems(own, items) }
  const isEqual = evaluated.kind === 'known' && real.kind === 'known' && fits(evaluated, real)
  if (isEqual) {
    if (evaluated.sensitive !== undefined) return evaluated
    return { ...real, from, ...(evaluated.names === undefined ? {} : { names: evaluated.names }) }
  }
  const placed = { ...from, origins: joined(real.from.origins, from.origins) }
  if (real.kind !== 'known') return { ...real, from: placed }
  const names =
    evaluated.kind === 'reference'
      ? { to: evaluated.to, attribute: evaluated.attribute }
      : evaluated.kind === 'known'
        ? evaluated.names
        : undefined
  return { ...real, from: placed, ...(names === undefined ? {} : { names }) }
}
