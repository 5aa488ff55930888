import { displayValue } from '../model/deciders.ts'
import type { Entity } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import { formatLocation } from '../model/source-location.ts'
import { isKnown } from '../model/value.ts'
import type { Sides } from './classify-root.ts'
import type { HostSplits } from './host-splits.ts'
import type { Difference, Rooted } from './roots.ts'

/** The module calls that an address lies in, outermost first: `module.edge`, `module.edge.module.dns`. */
const modulesOf = (name: string): readonly string[] => {
  const parts = name.match(/module\.[^.[]+(?:\[[^\]]*\])?/g) ?? []
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'))
}

/** Every module call of an environment, without its own words, so that it can be looked for from the other side. */
const moduleRoles = (model: EnvironmentModel, { naming }: Sides): ReadonlySet<string> =>
  new Set(
    model.sources.flatMap(({ resources }) =>
      resources.flatMap(({ address }) => modulesOf(address.name).map(module => naming.roleOf(module, model.name))),
    ),
  )

/** The first split that one of its values is a part of. */
const splitOf = (
  differences: readonly Difference[],
  splits: HostSplits,
  side: 'staging' | 'production',
): string | undefined => {
  for (const difference of differences) {
    const value = difference[side]
    const found = isKnown(value) ? splits.partOf(side, String(value.value).toLowerCase()) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Where only one side has an entity, all its fields differ, and the reason is one: a module call that the other side lacks, one more instance of a
 * resource, one more host of a split, or the resource itself.
 */
export const entityRoots = (
  differences: readonly Difference[],
  sides: Sides,
  splits: HostSplits,
): ReadonlyMap<Difference, Rooted> => {
  const modules = [moduleRoles(sides.production, sides), moduleRoles(sides.staging, sides)] as const
  const byEntity = new Map<Entity, Difference[]>()
  for (const difference of differences) {
    const [one, other] = difference.entities
    const entity = one && !other ? one : other && !one ? other : undefined
    if (!entity) continue
    const found = byEntity.get(entity)
    if (found) found.push(difference)
    else byEntity.set(entity, [difference])
  }
  const roots = new Map<Difference, Rooted>()
  for (const [entity, own] of byEntity) {
    const side = own[0]?.entities[0] === entity ? 0 : 1
    const root = existenceRoot(entity, own, side, sides, modules[side], splits)
    for (const difference of own) roots.set(difference, root)
  }
  return roots
}

const existenceRoot = (
  entity: Entity,
  own: readonly Difference[],
  side: 0 | 1,
  sides: Sides,
  modulesThere: ReadonlySet<string>,
  splits: HostSplits,
): Rooted => {
  const model = side === 0 ? sides.staging : sides.production
  const here = (text: string) => {
    const place = { at: entity.at, text }
    return side === 0 ? { staging: place, production: undefined } : { staging: undefined, production: place }
  }
  const only = `only in ${model.name}`
  const split = splitOf(own, splits, side === 0 ? 'staging' : 'production')
  if (split !== undefined)
    return {
      kind: 'split',
      detail: 'hosts',
      key: `split ${split}`,
      name: split,
      source: 'existence',
      inputs: [],
      ...here(split),
    }
  const { source } = entity.address
  const there = side === 0 ? sides.production : sides.staging
  const sourceRole = sides.naming.roleOf(source, model.name)
  if (!there.sources.some(({ id }) => sides.naming.roleOf(id, there.name) === sourceRole))
    return {
      kind: 'structure',
      detail: only,
      key: `source ${model.name} ${sourceRole}`,
      name: source,
      source: 'existence',
      inputs: [],
      ...here(source),
    }
  const missing = modulesOf(entity.address.name).find(
    module => !modulesThere.has(sides.naming.roleOf(module, model.name)),
  )
  if (missing !== undefined)
    return {
      kind: 'structure',
      detail: only,
      key: `module ${model.name} ${sides.naming.roleOf(missing, model.name)}`,
      name: missing,
      source: 'existence',
      inputs: [],
      ...here(missing),
    }
  const [shared] = own[0]?.shares ?? []
  const because = entity.existsBecause?.from.origins[0]
  const inputs = because ? [because.name] : []
  const block = entity.address.name.replace(/\[[^\]]*\]$/, '')
  const name = because?.name ?? `${entity.kind} ${block}`
  return {
    kind: shared === undefined ? 'structure' : 'split',
    detail: shared === undefined ? only : `shares the part of ${shared}`,
    key: because
      ? `input ${model.name} ${because.name} ${formatLocation(because.at)}`
      : `entity ${model.name} ${entity.kind} ${sides.naming.roleOf(block, model.name)} ${formatLocation(entity.at)}`,
    name,
    source: because ? 'input' : 'existence',
    inputs,
    ...here(entity.existsBecause ? displayValue(entity.existsBecause) : entity.address.name),
  }
}
