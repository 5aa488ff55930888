import type { Entity, EntityKind, EntityOf } from '../../model/entity.ts'
import type { EvaluatedResource, EvaluatedSource } from '../../model/evaluated.ts'
import type { Address, Value } from '../../model/value.ts'
import { addressKey, isString } from '../../model/value.ts'
import { indexIdentifiers } from './deployed-identifiers.ts'
import type { LinkedEnvironment, NamedOutput } from './link-strategy.ts'
import { outputsRead } from './outputs-read.ts'

/** The name that AWS knows an entity by, where it is written: of a certificate its domain name, of a task definition its family. */
const nameOf = (entity: Entity): Value | undefined => {
  switch (entity.kind) {
    case 'zone':
    case 'load-balancer':
    case 'target-group':
    case 'service':
    case 'stored-parameter':
      return entity.name
    case 'certificate':
      return entity.names[0]
    case 'task-definition':
      return entity.family
    default:
      return undefined
  }
}

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}

const outputsOf = (sources: readonly EvaluatedSource[]): readonly NamedOutput[] =>
  sources.flatMap(source =>
    [...source.outputs].map(([name, output]) => ({
      source,
      name,
      output,
      address: { source: source.id, name: `output.${name}` },
    })),
  )

/**
 * The listeners of each load balancer. Found when first asked for, since it takes links to know; no load balancer is found through its own
 * listeners, so a question in between has no answer.
 */
const indexListeners = (
  listeners: readonly EntityOf<'listener'>[],
  resolve: LinkedEnvironment['resolve'],
): LinkedEnvironment['listenersOf'] => {
  let index: Map<string, EntityOf<'listener'>[]> | undefined
  return loadBalancer => {
    if (index === undefined) {
      index = new Map()
      for (const listener of listeners) {
        const on = resolve(listener.loadBalancer, listener.address)
        if (on.kind === 'reference') push(index, addressKey(on.to), listener)
      }
    }
    return index.get(addressKey(loadBalancer)) ?? []
  }
}

const indexOutputsRead = (sources: readonly EvaluatedSource[]): LinkedEnvironment['outputsRead'] => {
  const ofSource = new Map<string, ReturnType<typeof outputsRead>>()
  return lookup => {
    const source = sources.find(({ id }) => id === lookup.source)
    const read = ofSource.get(lookup.source) ?? (source ? outputsRead(source) : new Map())
    ofSource.set(lookup.source, read)
    return read.get(addressKey(lookup)) ?? new Set()
  }
}

/** The environment with indexes over it. `resolve` is given, since the strategies that follow links ask this very object. */
export const indexEnvironment = (
  sources: readonly EvaluatedSource[],
  entities: readonly Entity[],
  resolve: (value: Value, owner: Address) => Value,
): LinkedEnvironment => {
  const resources = new Map<string, EvaluatedResource>()
  for (const source of sources)
    for (const resource of source.resources) resources.set(addressKey(resource.address), resource)

  const byAddress = new Map<string, Entity>()
  const byKind = new Map<EntityKind, Entity[]>()
  const byName = new Map<string, Entity[]>()
  for (const entity of entities) {
    const key = addressKey(entity.address)
    if (!byAddress.has(key)) byAddress.set(key, entity)
    push(byKind, entity.kind, entity)
    const name = nameOf(entity)
    if (isString(name)) push(byName, `${entity.kind} ${name.value}`, entity)
  }
  const resourceAt = (address: Address): EvaluatedResource | undefined => resources.get(addressKey(address))
  const identifiers = indexIdentifiers(entities, resourceAt)
  return {
    sources,
    entities,
    outputs: outputsOf(sources),
    resourceAt,
    identified: text => identifiers.get(text) ?? [],
    entityAt: address => byAddress.get(addressKey(address)),
    ofKind: <K extends EntityKind>(kind: K) => (byKind.get(kind) ?? []) as unknown as readonly EntityOf<K>[],
    named: <K extends EntityKind>(kind: K, name: string) =>
      (byName.get(`${kind} ${name}`) ?? []) as unknown as readonly EntityOf<K>[],
    outputsRead: indexOutputsRead(sources),
    listenersOf: indexListeners(
      entities.filter(entity => entity.kind === 'listener'),
      resolve,
    ),
    resolve,
  }
}
