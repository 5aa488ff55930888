import { differencesBetween } from '../../align/differences.ts'
import type { Change } from '../../model/change.ts'
import { displayValue } from '../../model/deciders.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Value } from '../../model/value.ts'
import { grouped } from './grouped.ts'

/** A value that a change of the repository gives an environment, took from it, or changed. */
export interface EnvironmentChange {
  readonly key: string
  readonly before?: string
  readonly after?: string
  /** The line that decides it, and its name there. */
  readonly at: SourceLocation
  readonly name?: string
}

const entityOf = ({ path }: Change): string => JSON.stringify(path.slice(0, 2))
const keyOf = ({ path }: Change): string => JSON.stringify(path)

const signature = (changes: readonly Change[]): string =>
  JSON.stringify([
    changes[0]?.path[0],
    ...changes
      .flatMap(({ path, staging, production }) => {
        const value = staging ?? production
        return value === undefined || value.kind === 'reference' ? [] : [`${path[2]} ${displayValue(value)}`]
      })
      .sort(),
  ])

/** Entities that were only renamed: one is gone, one has come, with the same values. Old name → new name, both as entities. */
const renames = (changes: readonly Change[]): ReadonlyMap<string, string> => {
  const byEntity = grouped(changes, entityOf)
  const gone = [...byEntity].filter(([, own]) => own.every(({ production }) => production === undefined))
  const come = new Map(
    [...byEntity]
      .filter(([, own]) => own.every(({ staging }) => staging === undefined))
      .map(([entity, own]) => [signature(own), entity]),
  )
  return new Map(
    gone.flatMap(([entity, own]) => {
      const twin = come.get(signature(own))
      return twin === undefined ? [] : [[entity, twin] as const]
    }),
  )
}

const isSameReference = ({ staging, production }: Change): boolean =>
  staging?.kind === 'reference' &&
  production?.kind === 'reference' &&
  staging.attribute.join('.') === production.attribute.join('.')

const decisive = (value: Value): Pick<EnvironmentChange, 'at' | 'name'> => {
  const origin = value.from.origins[0]
  return origin ? { at: origin.at, name: origin.name } : { at: value.from.at }
}

/** What a change of the repository does to one environment. Renamed resources and references that follow them are no change. */
export const environmentChanges = (base: EnvironmentModel, head: EnvironmentModel): readonly EnvironmentChange[] => {
  const changes = differencesBetween(base, head)
  const renamed = renames(changes)
  const moved = new Set([...renamed.keys(), ...renamed.values()])
  return changes
    .filter(change => !moved.has(entityOf(change)) && !(renamed.size > 0 && isSameReference(change)))
    .flatMap((change): readonly EnvironmentChange[] => {
      const { staging: before, production: after } = change
      const value = after ?? before
      if (value === undefined) return []
      return [
        {
          key: keyOf(change),
          ...(before ? { before: displayValue(before) } : {}),
          ...(after ? { after: displayValue(after) } : {}),
          ...decisive(value),
        },
      ]
    })
}

/** A change that only one environment of a pair has got. */
export interface OneSidedChange {
  readonly edited: string
  readonly lacking: string
  readonly change: EnvironmentChange
  /** What the other environment has at the same place. */
  readonly there?: { readonly value: string; readonly at: SourceLocation }
}

/** Changes of one environment that the other has neither got with them nor had before: what a release would miss. */
export const oneSidedChanges = (
  base: readonly [EnvironmentModel | undefined, EnvironmentModel | undefined],
  head: readonly [EnvironmentModel, EnvironmentModel],
): readonly OneSidedChange[] => {
  const own = head.map((model, side) => {
    const before = base[side]
    return before ? environmentChanges(before, model) : []
  })
  if (own.every(changes => changes.length === 0)) return []
  const apart = new Map(differencesBetween(...head).map(change => [keyOf(change), change]))
  return own.flatMap((changes, side) => {
    const others = new Set((own[1 - side] ?? []).map(({ key }) => key))
    const otherLines = new Set((own[1 - side] ?? []).map(({ name }) => name))
    return changes
      .filter(({ key, name }) => apart.has(key) && !others.has(key) && !(name !== undefined && otherLines.has(name)))
      .map((change): OneSidedChange => {
        const found = apart.get(change.key)
        const there = side === 0 ? found?.production : found?.staging
        return {
          edited: head[side]?.name ?? '',
          lacking: head[1 - side]?.name ?? '',
          change,
          ...(there ? { there: { value: displayValue(there), at: decisive(there).at } } : {}),
        }
      })
  })
}
