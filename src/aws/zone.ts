import type { Zone } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Truth } from '../model/truth.ts'
import { withoutTrailingDot } from './domain-name.ts'
import { entityFacts } from './entity-base.ts'
import { argument, blocks, hasAny, isOn, required } from './read-argument.ts'

const readZone = (resource: EvaluatedResource, isPrivate: Truth): readonly Zone[] => [
  {
    kind: 'zone',
    ...entityFacts(resource),
    name: withoutTrailingDot(required(resource, 'name', argument(resource, 'name'))),
    isPrivate,
    isLookup: resource.mode === 'data',
  },
]

/** A look-up by `zone_id` alone may find either kind. */
export const fromTerraform = (resource: EvaluatedResource): readonly Zone[] => {
  if (resource.mode === 'managed') return readZone(resource, hasAny(blocks(resource, 'vpc')))
  const byName = argument(resource, 'name') !== undefined
  return readZone(resource, isOn(argument(resource, 'private_zone'), byName ? 'no' : 'undetermined'))
}

export const fromCloudFormation = (resource: EvaluatedResource): readonly Zone[] =>
  readZone(resource, hasAny(blocks(resource, 'VPCs')))
