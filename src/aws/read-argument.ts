import type { Patterns } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Truth } from '../model/truth.ts'
import { truthOf } from '../model/truth.ts'
import type { KnownValue, MapValue, Value } from '../model/value.ts'
import { isKnown, isNull, itemsOf, unknown } from '../model/value.ts'

/** `target_group_arn`, `TargetGroupArn` and `targetGroupArn` are one name. */
const plainName = (name: string): string => {
  const known = plainNames.get(name)
  if (known !== undefined) return known
  const plain = name.replaceAll('_', '').toLowerCase()
  if (plainNames.size < 10_000) plainNames.set(name, plain)
  return plain
}

const plainNames = new Map<string, string>()

const indexes = new WeakMap<MapValue, ReadonlyMap<string, Value>>()

const indexOf = (map: MapValue): ReadonlyMap<string, Value> => {
  const cached = indexes.get(map)
  if (cached) return cached
  const index = new Map<string, Value>()
  map.entries.forEach((value, name) => {
    index.set(plainName(name), value)
  })
  indexes.set(map, index)
  return index
}

/** A block that may stand once is a list of one map in Terraform and a map in CloudFormation. */
const soleBlock = (value: Value): Value => {
  const items = itemsOf(value)
  return items?.length === 1 ? (items[0] ?? value) : value
}

const isDecided = (value: Value): boolean => value.kind !== 'unknown' && value.kind !== 'reference'

/**
 * An argument of a resource or block, at any depth. Names are given as Terraform writes them and match CloudFormation's spelling too.
 * `null` is absent, as in both tools. Where a block on the way is not known, that unknown is the answer.
 */
export const argument = (within: EvaluatedResource | Value, ...path: readonly string[]): Value | undefined => {
  let current: Value | undefined = 'values' in within ? within.values : within
  for (const name of path) {
    current = soleBlock(current)
    if (current.kind !== 'map') return isDecided(current) ? undefined : current
    current = indexOf(current).get(plainName(name))
    if (current === undefined || isNull(current)) return undefined
  }
  return current
}

/** As `argument`; an empty text is absent too, which is how the AWS provider reads optional ARNs, ids and names. */
export const identifier = (within: EvaluatedResource | Value, ...path: readonly string[]): Value | undefined => {
  const value = argument(within, ...path)
  return isKnown(value) && value.value === '' ? undefined : value
}

/** The blocks (or list members) of a name, in order. When the list as a whole is not known, that unknown is the only member. */
export const blocks = (within: EvaluatedResource | Value, ...path: readonly string[]): readonly Value[] => {
  const value = argument(within, ...path)
  if (value === undefined) return []
  return (itemsOf(value) ?? [value]).filter(item => !isNull(item))
}

/** The members of a list of texts, or the value that hides them all; a single text counts as a list of one. */
export const patterns = (value: Value | undefined): Patterns | undefined => {
  if (value === undefined) return undefined
  const items = itemsOf(value)
  if (items) return items.filter(item => !isNull(item)).map(asText)
  return isKnown(value) ? [asText(value)] : { unknown: value }
}

const withScalar = (value: KnownValue, scalar: string | number | boolean): KnownValue => ({ ...value, value: scalar })

/** Converted as both tools convert to the type of an argument: CloudFormation writes `"443"` where Terraform writes `443`. */
export const asText = <T extends Value | undefined>(value: T): T | KnownValue =>
  isKnown(value) && value.value !== null && typeof value.value !== 'string'
    ? withScalar(value, String(value.value))
    : value

export const asNumber = <T extends Value | undefined>(value: T): T | KnownValue =>
  isKnown(value) && typeof value.value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value.value)
    ? withScalar(value, Number(value.value))
    : value

export const asBoolean = <T extends Value | undefined>(value: T): T | KnownValue =>
  isKnown(value) && typeof value.value === 'string' && /^(true|false)$/i.test(value.value)
    ? withScalar(value, value.value.toLowerCase() === 'true')
    : value

/** Whether a switch is on; `otherwise` is what AWS does when it is absent. */
export const isOn = (value: Value | undefined, otherwise: Truth): Truth => {
  if (value === undefined) return otherwise
  const boolean = asBoolean(value)
  return isKnown(boolean) ? truthOf(boolean.value === true) : 'undetermined'
}

/** Whether a list or block has any member. */
export const hasAny = (members: readonly Value[]): Truth => {
  if (members.length === 0) return 'no'
  return members.some(isDecided) ? 'yes' : 'undetermined'
}

/** A required argument that is not there: not known, and named as a person would look for it. */
export const required = (resource: EvaluatedResource, name: string, value: Value | undefined): Value =>
  value ??
  unknown(
    resource.mode === 'data'
      ? { kind: 'data-source', names: `${resource.address.name}.${name}` }
      : { kind: 'unset-input', names: `${resource.address.name}.${name}` },
    { at: resource.at, origins: [] },
  )
