import type { Entity } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Truth } from '../model/truth.ts'
import type { Address, Value } from '../model/value.ts'
import { known } from '../model/value.ts'
import { argument } from './read-argument.ts'

/** Looks up another resource of the environment: for the few facts that AWS keeps in a resource of their own. */
export type ResourceAt = (address: Address) => EvaluatedResource | undefined

/** How one resource type becomes entities: mostly one, several for types that hold a list. */
export type EntityReader<E extends Entity = Entity> = (
  resource: EvaluatedResource,
  resourceAt: ResourceAt,
) => readonly E[]

export interface EntityFacts {
  readonly address: Address
  readonly at: SourceLocation
  readonly exists: Truth
  readonly existsBecause?: Value
  readonly region?: Value
}

/**
 * What every entity has. `part` is appended to the address when one resource holds several entities: `.RecordSets[1]`.
 * Since version 6 of the AWS provider a resource may name its own region.
 */
export const entityFacts = (resource: EvaluatedResource, part = '', at: SourceLocation = resource.at): EntityFacts => {
  const region = (resource.dialect === 'terraform' ? argument(resource, 'region') : undefined) ?? resource.region
  return {
    address: part === '' ? resource.address : { ...resource.address, name: `${resource.address.name}${part}` },
    at,
    exists: resource.exists,
    ...given({ existsBecause: resource.existsBecause, region }),
  }
}

type Given<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The same fields without those that are undefined. */
export const given = <T extends object>(fields: T): Given<T> => {
  const set: Partial<T> = {}
  for (const name of Object.keys(fields) as (keyof T)[]) if (fields[name] !== undefined) set[name] = fields[name]
  return set as unknown as Given<T>
}

/** What AWS assumes where nothing is written; it is the resource itself that a person would change. */
export const assumed = (resource: EvaluatedResource, value: string | number | boolean): Value =>
  known(value, { at: resource.at, origins: [] })
