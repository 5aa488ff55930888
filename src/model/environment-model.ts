import type { Diagnostic } from './diagnostic.ts'
import type { Entity, EntityKind, EntityOf } from './entity.ts'
import type { EvaluatedApp, EvaluatedSource } from './evaluated.ts'
import type { SourceLocation } from './source-location.ts'
import type { Address, Value } from './value.ts'

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

/** By source, then by name. */
type Addressed = ReadonlyMap<string, ReadonlyMap<string, Entity>>

const indexes = new WeakMap<EnvironmentModel, ReadonlyMap<EntityKind, Addressed>>()

/** Entities by kind and address; a model does not change once it is built. */
const indexOf = (model: EnvironmentModel): ReadonlyMap<EntityKind, Addressed> => {
  const made = indexes.get(model)
  if (made) return made
  const index = new Map<EntityKind, Map<string, Map<string, Entity>>>()
  for (const entities of Object.values(model.entities))
    for (const entity of entities) {
      const { source, name } = entity.address
      const addressed = index.get(entity.kind) ?? new Map<string, Map<string, Entity>>()
      const named = addressed.get(source) ?? new Map<string, Entity>()
      if (!named.has(name)) named.set(name, entity)
      index.set(entity.kind, addressed.set(source, named))
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
    const entity = indexOf(model).get(kind)?.get(value.to.source)?.get(value.to.name)
    if (entity) return { kind: 'entity', entity: entity as EntityOf<K> }
  }
  return { kind: 'undetermined', decides: value }
}
