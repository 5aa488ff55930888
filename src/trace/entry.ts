import type { Accelerator, Api, ApiDomain, Distribution, LoadBalancer } from '../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../model/environment-model.ts'
import { isString, type Value } from '../model/value.ts'

/** What a DNS name can lead to. */
export type Entry = LoadBalancer | Distribution | ApiDomain | Api | Accelerator

const kinds = ['load-balancer', 'distribution', 'api-domain', 'accelerator'] as const

/** An API's own name: `${id}.execute-api.REGION.amazonaws.com`, whole or as a URL. */
const apiOf = (model: EnvironmentModel, target: Value): Api | undefined => {
  const parts = target.kind === 'template' ? target.parts : [target]
  const at = isString(parts[0]) && /^(https?:\/\/)?$/.test(parts[0].value) ? 1 : 0
  const [part, next] = parts.slice(at)
  if (part?.kind !== 'reference') return undefined
  const isEndpoint = /^(api_endpoint|ApiEndpoint|invoke_url)$/.test(part.attribute.at(-1) ?? '')
  if (!isEndpoint && !(isString(next) && next.value.startsWith('.execute-api.'))) return undefined
  const api = resolveEntity(model, 'api', part)
  if (api.kind === 'entity') return api.entity
  // The URL of a stage is that of its API, with the stage's name for a path.
  const stage = resolveEntity(model, 'api-stage', part)
  const owner = stage.kind === 'entity' ? resolveEntity(model, 'api', stage.entity.api) : undefined
  return owner?.kind === 'entity' ? owner.entity : undefined
}

/** The load balancer, distribution, API or accelerator that an alias, an origin or a URL names. */
export const entryOf = (model: EnvironmentModel, target: Value): Entry | undefined => {
  for (const kind of kinds) {
    const resolved = resolveEntity(model, kind, target)
    if (resolved.kind === 'entity') return resolved.entity
  }
  return apiOf(model, target)
}

export const entriesOf = (model: EnvironmentModel): readonly Entry[] => [
  ...kinds.flatMap((kind): readonly Entry[] => model.entities[kind]),
  ...model.entities.api,
]
