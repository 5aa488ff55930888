import type { Trait } from './rule-traits.ts'

export interface PairedTrait {
  readonly what: string
  readonly staging: Trait | undefined
  readonly production: Trait | undefined
}

/** What two rules of one role do, each side by side; several of one kind by their text. */
export const pairTraits = (staging: readonly Trait[], production: readonly Trait[]): readonly PairedTrait[] => {
  const kinds = [...new Set([...staging, ...production].map(({ what }) => what))]
  return kinds.flatMap(what => {
    const [ours, theirs] = [staging, production].map(traits => traits.filter(each => each.what === what))
    const alone = (ours ?? []).filter(one => !(theirs ?? []).some(({ text }) => text === one.text))
    const aloneThere = (theirs ?? []).filter(other => !(ours ?? []).some(({ text }) => text === other.text))
    return Array.from({ length: Math.max(alone.length, aloneThere.length) }, (_, index) => ({
      what,
      staging: alone[index],
      production: aloneThere[index],
    }))
  })
}

export const shown = (trait: Trait): string => trait.shown ?? trait.text ?? '?'

export const wordsOf = ({ what, staging, production }: PairedTrait): string => {
  if (staging === undefined) return `${what} ${production ? shown(production) : ''}, not in staging`
  return production === undefined
    ? `${what} ${shown(staging)} only in staging`
    : `${what} ${shown(production)} instead of ${shown(staging)}`
}
