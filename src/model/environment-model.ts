import type { Diagnostic } from './diagnostic.ts'
import type { Entity, EntityKind, EntityOf } from './entity.ts'
import type { EvaluatedApp, EvaluatedSource } from './evaluated.ts'
import type { SourceLocation } from './source-location.ts'
import type { Address, Value } from './value.ts'
import { addressKey } from './value.ts'

/** Where two sources of one environment meet, and how surely. */
export interface Link {
  /** `declared`: said in sotsu.yaml; `exact`: follows from both texts; `likely`: a name, a directory. */
  readonly reliability: 'declared' | 'exact' | 'likely'
  readonly from: Address
  readonly to: Address
  /** What shows it: "SSM parameter /kumo/staging/https-listener-arn". */
  readonly because: string
  readonly evidence: readonly SourceLocation[]
}

/** Everything of one environment, normalised. */
export interface EnvironmentModel {
  readonly name: string
  readonly entities: { readonly [K in EntityKind]: readonly EntityOf<K>[] }
  readonly apps: readonly EvaluatedApp[]
  /** App id → the service that runs it, where a link says so. */
  readonly serviceOfApp: ReadonlyMap<string, Address>
  readonly sources: readonly EvaluatedSource[]
  readonly links: readonly Link[]
  /** Resource types of routing, TLS, DNS or authentication that were seen and are not modelled, with how often. */
  readonly unmodelled: ReadonlyMap<string, number>
  readonly diagnostics: readonly Diagnostic[]
}

/** What a value that should point at an entity points at. */
export type Resolution<E extends Entity> =
  | { readonly kind: 'entity'; readonly entity: E }
  /** It is not known, or it points outside the sources: `decides` says what would tell. */
  | { readonly kind: 'undetermined'; readonly decides: Value }

const indexes = new WeakMap<EnvironmentModel, ReadonlyMap<string, Entity>>()

/** Entities by kind and address; a model does not change once it is built. */
const indexOf = (model: EnvironmentModel): ReadonlyMap<string, Entity> => {
  const made = indexes.get(model)
  if (made) return made
  const index = new Map<string, Entity>()
  for (const entities of Object.values(model.entities))
    for (const entity of entities) {
      const key = `${entity.kind}\u0000${addressKey(entity.address)}`
      if (!index.has(key)) index.set(key, entity)
    }
  indexes.set(model, index)
  return index
}

/** The entity that a (linked) value points at. */
export const resolveEntity = <K extends EntityKind>(
  model: EnvironmentModel,
  kind: K,
  value: Value,
): Resolution<EntityOf<K>> => {
  if (value.kind === 'reference') {
    const entity = indexOf(model).get(`${kind}\u0000${addressKey(value.to)}`)
    if (entity) return { kind: 'entity', entity: entity as EntityOf<K> }
  }
  return { kind: 'undetermined', decides: value }
}
