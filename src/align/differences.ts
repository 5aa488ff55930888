import deepDiff from 'deep-diff'
import type { Change } from '../model/change.ts'
import { displayValue } from '../model/deciders.ts'
import { entityKinds } from '../model/entity.ts'
import type { EnvironmentModel } from '../model/environment-model.ts'
import type { Value } from '../model/value.ts'
import { roleName, wordsOf } from './role-name.ts'

type Leaves = Map<string, Value>

const isValue = (thing: unknown): thing is Value =>
  typeof thing === 'object' &&
  thing !== null &&
  'from' in thing &&
  'kind' in thing &&
  typeof (thing as { kind: unknown }).kind === 'string'

/** Fields that say where an entity is written, not what it is. */
const placeFields = new Set(['address', 'at', 'kind', 'exists', 'existsBecause', 'region'])

const collect = (thing: unknown, path: string, leaves: Leaves): void => {
  if (isValue(thing)) {
    if (thing.kind === 'map') for (const [key, entry] of thing.entries) collect(entry, `${path}.${key}`, leaves)
    else if (thing.kind === 'list' || thing.kind === 'set')
      thing.items.forEach((item, index) => {
        collect(item, `${path}.${index}`, leaves)
      })
    else leaves.set(path, thing)
  } else if (thing instanceof Map) for (const [key, entry] of thing) collect(entry, `${path}.${key}`, leaves)
  else if (Array.isArray(thing))
    thing.forEach((item, index) => {
      collect(item, `${path}.${index}`, leaves)
    })
  else if (typeof thing === 'object' && thing !== null)
    for (const [key, entry] of Object.entries(thing))
      if (!placeFields.has(key)) collect(entry, path === '' ? key : `${path}.${key}`, leaves)
}

type Keyed = Map<string, Map<string, Leaves>>

/** Entities and settings by kind, role and field, so that order and names of resources do not count. */
const keyed = (model: EnvironmentModel): Keyed => {
  const kinds: Keyed = new Map()
  const add = (kind: string, role: string, thing: unknown, path = ''): void => {
    const roles = kinds.get(kind) ?? new Map<string, Leaves>()
    kinds.set(kind, roles)
    const leaves = roles.get(role) ?? new Map<string, Value>()
    roles.set(role, leaves)
    collect(thing, path, leaves)
  }
  for (const kind of entityKinds)
    for (const entity of model.entities[kind]) add(kind, roleName(entity.address.name, model.name), entity)
  for (const app of model.apps)
    for (const { key, value } of app.settings) add('setting', roleName(app.id, model.name), value, key)
  return kinds
}

const plain = (kinds: Keyed, environment: string): Record<string, Record<string, Record<string, string>>> =>
  Object.fromEntries(
    [...kinds].map(([kind, roles]) => [
      kind,
      Object.fromEntries(
        [...roles].map(([role, leaves]) => [
          role,
          Object.fromEntries([...leaves].map(([path, value]) => [path, comparable(value, environment)])),
        ]),
      ),
    ]),
  )

/** Text for comparison: a reference counts as the role of what it points at, a secret as its digest. */
const comparable = (value: Value, environment: string): string => {
  if (value.kind === 'reference') return `\${${roleName(value.to.name, environment)}.${value.attribute.join('.')}}`
  if (value.kind === 'known') return `${typeof value.value} ${value.value}`
  if (value.kind === 'template') return value.parts.map(part => comparable(part, environment)).join('')
  return displayValue(value)
}

const rootsOf = (staging: Value | undefined, production: Value | undefined): readonly string[] => {
  const names = (value: Value | undefined): readonly string[] => value?.from.origins.map(({ name }) => name) ?? []
  const others = new Set(names(production))
  return names(staging).filter(name => others.has(name))
}

/** Whether two texts are the same once each environment's own words are taken out: `kumo-staging-web`, `kumo-production-web`. */
const isNameOnly = (
  staging: Value | undefined,
  production: Value | undefined,
  names: readonly [string, string],
): boolean => {
  if (staging?.kind !== 'known' || production?.kind !== 'known') return false
  const [one, other] = [String(staging.value), String(production.value)]
  return wordsOf(one).length > 1 && roleName(one, names[0]) === roleName(other, names[1])
}

/** Every raw difference between two models, aligned by role, with the inputs that explain it. */
export const differencesBetween = (staging: EnvironmentModel, production: EnvironmentModel): readonly Change[] => {
  const [one, other] = [keyed(staging), keyed(production)]
  const changes = deepDiff.diff(plain(one, staging.name), plain(other, production.name)) ?? []
  const leaf = (kinds: Keyed, [kind = '', role = '', field = '']: readonly string[]): Value | undefined =>
    kinds.get(kind)?.get(role)?.get(field)
  return changes.flatMap(({ path = [] }) => {
    const whole = path.map(String)
    return expand(whole, one, other).map((full): Change => {
      const [before, after] = [leaf(one, full), leaf(other, full)]
      const roots = rootsOf(before, after)
      return {
        path: full,
        staging: before,
        production: after,
        roots,
        isExplained: roots.length > 0 || isNameOnly(before, after, [staging.name, production.name]),
      }
    })
  })
}

/** A change of a whole kind or entity, as a change of each of its fields. */
const expand = (path: readonly string[], ...sides: readonly Keyed[]): readonly (readonly string[])[] => {
  const [kind = '', role, field] = path
  if (role !== undefined && field !== undefined) return [[kind, role, field]]
  const found = new Map<string, readonly string[]>()
  for (const side of sides)
    for (const [name, leaves] of side.get(kind) ?? [])
      if (role === undefined || role === name)
        for (const key of leaves.keys()) found.set(`${name} ${key}`, [kind, name, key])
  return [...found.values()]
}
