import { digest } from '../../../model/secret.ts'
import type { Origin, Provenance, Value } from '../../../model/value.ts'
import { known, unknown } from '../../../model/value.ts'
import { isRecord } from './json-shape.ts'
import type { PlanSecrets } from './plan-secrets.ts'

/** Where a value stands in a plan or state. */
export interface PlanPlace {
  readonly file: string
  /** What the value is called: `aws_lb.main.name`, `var.domain`, `output.host`. */
  readonly name: string
  readonly path: readonly string[]
}

export interface PlanMasks {
  /** As `after_unknown`: true where a value is not known before it is applied. */
  readonly unknown?: unknown
  /** As `after_sensitive`. */
  readonly sensitive?: unknown
}

/** Deeper values are cut off. */
const maximumDepth = 100
const start = { line: 1, column: 1, offset: 0 }

export const planProvenance = ({ file, name, path }: PlanPlace): Provenance => {
  const at = { file, start, end: start, path }
  const origin: Origin = { kind: 'plan', name, at }
  return { at, origins: [origin] }
}

export const inMask = (mask: unknown, key: string | number): unknown => {
  if (mask === true) return true
  if (Array.isArray(mask)) return mask[Number(key)]
  return isRecord(mask) && Object.hasOwn(mask, key) ? mask[key] : undefined
}

/** The keys of a map, those included of which only the mask tells. */
const keysOf = (value: Readonly<Record<string, unknown>>, mask: unknown): readonly string[] => {
  const hidden = isRecord(mask) ? Object.keys(mask).filter(key => mask[key] === true && !Object.hasOwn(value, key)) : []
  return [...Object.keys(value), ...hidden]
}

/** A value of a plan or state: what is not known yet is an unknown that its own address decides; what is sensitive is sealed. */
export const planValue = (
  value: unknown,
  masks: PlanMasks,
  place: PlanPlace,
  secrets: PlanSecrets,
  depth = 0,
): Value => {
  const from = planProvenance(place)
  const sensitive = masks.sensitive === true ? { sensitive: true as const } : {}
  if (masks.unknown === true || depth > maximumDepth)
    return { ...unknown({ kind: 'computed', names: place.name }, from), ...sensitive }
  const inside = (item: unknown, key: string | number): Value =>
    planValue(
      item,
      { unknown: inMask(masks.unknown, key), sensitive: inMask(masks.sensitive, key) },
      {
        file: place.file,
        name: typeof key === 'number' ? `${place.name}[${key}]` : `${place.name}.${key}`,
        path: [...place.path, String(key)],
      },
      secrets,
      depth + 1,
    )
  if (Array.isArray(value)) return { kind: 'list', items: value.map(inside), from, ...sensitive }
  if (isRecord(value)) {
    const keys = keysOf(value, masks.unknown)
    return { kind: 'map', entries: new Map(keys.map(key => [key, inside(value[key], key)])), from, ...sensitive }
  }
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  const isSecret = masks.sensitive === true || (typeof scalar === 'string' && secrets.isInside(scalar))
  if (!isSecret) return known(scalar, from)
  return { ...known(digest(String(scalar), secrets.salt), from), sensitive: true }
}
