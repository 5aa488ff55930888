import type { Transform } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isKnown } from '../model/value.ts'
import { given } from './entity-base.ts'
import { argument, blocks } from './read-argument.ts'

const types = ['host-header-rewrite', 'url-rewrite'] as const

/** A transform that is not known may be of either type: both are there, with what hides them in place of the expression. */
const readTransform = (transform: Value): readonly Transform[] => {
  const { at } = transform.from
  const type = argument(transform, 'type')
  const hidden = transform.kind !== 'map' ? transform : type && !isKnown(type) ? type : undefined
  if (hidden) return types.map(each => ({ type: each, regex: hidden, replace: hidden, at }))
  return types
    .filter(each => isKnown(type) && type.value === each)
    .map(each => {
      const config = `${each.replaceAll('-', '_')}_config`
      const [rewrite] = [...blocks(transform, config, 'rewrite'), ...blocks(transform, config, 'Rewrites')]
      return {
        type: each,
        ...given({ regex: rewrite && argument(rewrite, 'regex'), replace: rewrite && argument(rewrite, 'replace') }),
        at,
      }
    })
}

export const readTransforms = (resource: EvaluatedResource, name: string): readonly Transform[] =>
  blocks(resource, name).flatMap(readTransform)
