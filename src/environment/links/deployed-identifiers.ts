import type { Entity } from '../../model/entity.ts'
import type { EvaluatedResource } from '../../model/evaluated.ts'
import { isString, member } from '../../model/value.ts'
import type { LinkStrategy } from './link-strategy.ts'
import { choose, referenceTo } from './link-strategy.ts'

/** The attributes that AWS decides and that stand for a resource elsewhere. An `aws_lb` has a `zone_id` too, but that is no zone of ours. */
const attributesOf: Readonly<Partial<Record<Entity['kind'], readonly string[]>>> = {
  zone: ['zone_id'],
  'load-balancer': ['arn', 'dns_name'],
  listener: ['arn'],
  certificate: ['arn'],
  'target-group': ['arn'],
  service: ['arn'],
  'task-definition': ['arn'],
  distribution: ['arn', 'domain_name'],
}

export interface Identified {
  readonly entity: Entity
  readonly attribute: string
}

/** A plan or state has identifiers as AWS gave them: which entity each is of, by the text. */
export const indexIdentifiers = (
  entities: readonly Entity[],
  resourceAt: (address: Entity['address']) => EvaluatedResource | undefined,
): ReadonlyMap<string, readonly Identified[]> => {
  const index = new Map<string, Identified[]>()
  for (const entity of entities) {
    const resource = resourceAt(entity.address)
    for (const attribute of attributesOf[entity.kind] ?? []) {
      const text = resource && member(resource.values, attribute)
      if (!isString(text) || text.value === '' || text.sensitive) continue
      index.set(text.value, [...(index.get(text.value) ?? []), { entity, attribute }])
    }
  }
  return index
}

/** A text that is the very identifier of something deployed. What makes it counts before those that look it up. */
export const deployedIdentifiers: LinkStrategy = (value, environment, owner) => {
  if (!isString(value) || value.sensitive) return undefined
  const all = environment.identified(value.value)
  if (all.length === 0) return undefined
  const isOwn = all.some(({ entity }) => entity.address.source === owner.source && entity.address.name === owner.name)
  if (isOwn) return undefined
  const made = all.filter(({ entity }) => environment.resourceAt(entity.address)?.mode === 'managed')
  const found = (made.length > 0 ? made : all.slice(0, 1)).map(each => ({ ...each, address: each.entity.address }))
  return choose(`resource with ${value.value}`, found, ({ entity, attribute }) => ({
    kind: 'meets',
    value: referenceTo(entity.address, value, [attribute]),
    owner: entity.address,
    reliability: 'exact',
    because: `${attribute} ${value.value}`,
    evidence: [value.from.at, entity.at],
  }))
}
