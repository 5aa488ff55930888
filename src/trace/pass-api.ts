import { decidersOf, displayValue } from '../model/deciders.ts'
import type { Api, ApiDomain, ApiTarget } from '../model/entity.ts'
import { resolveEntity } from '../model/environment-model.ts'
import type { Disposition, Request } from '../model/trace.ts'
import { isKnown, isString, type Value } from '../model/value.ts'
import { describeRoute, domainFor, mappingFor, routeFor } from './api-routes.ts'
import { certificateCovers } from './certificate-names.ts'
import { authorize, targetOf } from './pass-api-route.ts'
import { generatedName } from './pass-distribution.ts'
import { formatNames } from './tls.ts'
import { doubt, end, fail, pass, type Walk } from './walk.ts'

/** Where a request goes on behind API Gateway. */
export interface ApiOnward {
  readonly target: ApiTarget
  readonly request: Request
}

/** Answers of API Gateway itself (API Gateway guide, "Gateway response types"; HTTP APIs, "Routing API requests"). */
const refusals = {
  forbidden: { kind: 'answered', status: 403, body: '{"message":"Forbidden"}' },
  missingToken: { kind: 'answered', status: 403, body: '{"message":"Missing Authentication Token"}' },
  notFound: { kind: 'answered', status: 404, body: '{"message":"Not Found"}' },
} as const satisfies Record<string, Disposition>

/** A request at a custom domain of API Gateway: certificate, mapping, then the API. */
export const passApiDomain = (walk: Walk, entry: ApiDomain, request: Request): ApiOnward | undefined => {
  const domain = domainFor(walk.model, request.host)
  const at = { stage: 'edge' as const, entity: entry.address, source: entry.at, values: [entry.name] }
  if (domain === undefined) {
    const hidden = walk.model.entities['api-domain'].find(({ name }) => !isKnown(name))
    if (hidden) {
      const detail = `whether API Gateway has a domain ${request.host} is not known`
      doubt(walk, { ...at, detail }, decidersOf(hidden.name))
      return undefined
    }
    const detail = `API Gateway has no domain ${request.host}; ${entry.address.name} is for ${displayValue(entry.name)}`
    fail(
      walk,
      { ...at, stage: 'tls', detail },
      { kind: 'certificate-mismatch', names: ['*.execute-api.amazonaws.com'] },
    )
    fail(walk, { ...at, detail }, refusals.forbidden)
    return undefined
  }
  if (request.scheme === 'http') {
    const detail = 'API Gateway serves HTTPS only'
    fail(walk, { ...at, detail }, { kind: 'no-listener' })
    return undefined
  }
  presentCertificate(walk, domain, request)
  const mode = domain.routingMode
  if (mode && !(isKnown(mode) && mode.value === 'API_MAPPING_ONLY')) {
    const decides = [...decidersOf(mode), { names: `routing rules of ${domain.address.name}`, at: mode.from.at }]
    doubt(walk, { ...at, entity: domain.address, detail: 'routing rules decide which API takes it' }, decides)
    return undefined
  }
  const found = mappingFor(walk.model, domain, request.path)
  if (found.kind === 'undetermined') {
    const decides =
      found.decides.length > 0 ? found.decides : [{ names: `mappings of ${domain.address.name}`, at: domain.at }]
    doubt(walk, { ...at, entity: domain.address, detail: 'which API it maps to is not known' }, decides)
    return undefined
  }
  if (found.kind === 'none') {
    const detail = `no mapping of ${displayValue(domain.name)} takes ${request.path}`
    fail(walk, { ...at, entity: domain.address, source: domain.at, detail }, refusals.forbidden)
    return undefined
  }
  const { mapping, rest } = found
  const api = resolveEntity(walk.model, 'api', mapping.api)
  const hop = {
    stage: 'edge' as const,
    entity: mapping.address,
    source: mapping.at,
    values: mapping.path ? [mapping.path] : [],
  }
  if (api.kind === 'undetermined') {
    doubt(walk, { ...hop, detail: 'which API it maps to is not known' }, decidersOf(api.decides))
    return undefined
  }
  const base = mapping.path ? `/${displayValue(mapping.path)}` : 'every path'
  const stage = mapping.stage ? `, stage ${displayStage(walk, mapping.stage)}` : ''
  pass(walk, { ...hop, detail: `${displayValue(domain.name)}, ${base} → ${api.entity.address.name}${stage}` })
  return passApi(walk, api.entity, { ...request, path: rest })
}

/** API Gateway chooses an API by the Host that reaches it: a viewer's, forwarded by a distribution, is none of its names. */
const isOwnName = (host: string): boolean => host === generatedName || /\.amazonaws\.com(\.cn)?$/.test(host)

const displayStage = (walk: Walk, value: Value): string => {
  const stage = resolveEntity(walk.model, 'api-stage', value)
  return displayValue(stage.kind === 'entity' ? stage.entity.name : value)
}

/** A request at an API's own name: the first segment of the path is the stage, but for `$default`. */
export const passApiEndpoint = (walk: Walk, api: Api, request: Request, isEdge: boolean): ApiOnward | undefined => {
  const at = { stage: 'edge' as const, entity: api.address, source: api.at, values: [] }
  if (isEdge && !isOwnName(request.host) && domainFor(walk.model, request.host) === undefined) {
    const detail = `${api.address.name} knows no Host ${request.host}`
    fail(walk, { ...at, detail }, refusals.forbidden)
  }
  if (api.defaultEndpointDisabled === 'yes') {
    const detail = 'its own name under execute-api is turned off'
    fail(walk, { ...at, detail }, api.type === 'rest' ? refusals.forbidden : refusals.notFound)
    return undefined
  }
  const stages = walk.model.entities['api-stage'].filter(({ api: owner, exists }) => {
    const resolved = resolveEntity(walk.model, 'api', owner)
    return exists !== 'no' && resolved.kind === 'entity' && resolved.entity === api
  })
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(request.path) ?? []
  const named = stages.find(({ name }) => isKnown(name) && name.value === first)
  const fallback = stages.find(({ name }) => isKnown(name) && name.value === '$default')
  const open = stages.filter(({ name }) => !isKnown(name))
  if (named === undefined && open.length > 0) {
    doubt(
      walk,
      { ...at, detail: 'which stage takes it is not known' },
      open.flatMap(({ name }) => decidersOf(name)),
    )
    return undefined
  }
  const stage = named ?? fallback
  if (stage === undefined) {
    const detail = `${api.address.name} has no stage ${first === '' ? '$default' : first}`
    fail(walk, { ...at, detail }, api.type === 'rest' ? refusals.forbidden : refusals.notFound)
    return undefined
  }
  pass(walk, { ...at, entity: stage.address, source: stage.at, detail: `stage ${displayValue(stage.name)}` })
  return passApi(walk, api, named ? { ...request, path: rest === '' ? '/' : rest } : request)
}

const presentCertificate = (walk: Walk, domain: ApiDomain, request: Request): void => {
  const at = { stage: 'tls' as const, entity: domain.address, source: domain.at, values: [] }
  const resolved = domain.certificate && resolveEntity(walk.model, 'certificate', domain.certificate)
  if (resolved === undefined || resolved.kind === 'undetermined') {
    const decides = resolved ? decidersOf(resolved.decides) : []
    const names = `certificate of ${domain.address.name}`
    const detail = 'which certificate it presents is not known'
    doubt(walk, { ...at, detail }, decides.length > 0 ? decides : [{ names, at: domain.at }])
    return
  }
  const { entity: certificate } = resolved
  const hop = { stage: 'tls' as const, entity: certificate.address, source: certificate.at, values: certificate.names }
  const named = `${certificate.address.name} (${formatNames(certificate)})`
  const covers = certificateCovers(certificate, request.host)
  if (covers === 'yes') pass(walk, { ...hop, detail: `presents ${named}` })
  else if (covers === 'no')
    fail(
      walk,
      { ...hop, detail: `${named} does not cover ${request.host}` },
      { kind: 'certificate-mismatch', names: certificate.names.map(displayValue) },
    )
  else
    doubt(
      walk,
      { ...hop, detail: `whether ${certificate.address.name} covers ${request.host} is not known` },
      certificate.names.flatMap(decidersOf),
    )
}

const passApi = (walk: Walk, api: Api, request: Request): ApiOnward | undefined => {
  const at = { stage: 'route' as const, entity: api.address, source: api.at, values: [] }
  if (api.type === 'websocket') {
    doubt(walk, { ...at, detail: 'it is a WebSocket API' }, [{ names: `messages to ${api.address.name}`, at: api.at }])
    return undefined
  }
  const found = routeFor(walk.model, api, request.method, request.path)
  if (found.kind === 'undetermined') {
    const decides = found.decides.length > 0 ? found.decides : [{ names: `routes of ${api.address.name}`, at: api.at }]
    doubt(walk, { ...at, detail: 'which route takes it is not known' }, decides)
    return undefined
  }
  if (found.kind === 'none') {
    const detail = `no route of ${api.address.name} takes ${request.method} ${request.path}`
    fail(walk, { ...at, detail }, api.type === 'rest' ? refusals.missingToken : refusals.notFound)
    return undefined
  }
  const { route } = found
  pass(walk, {
    ...at,
    entity: route.address,
    source: route.at,
    detail: `route ${describeRoute(route)} takes it`,
    values: [route.path],
  })
  if (!authorize(walk, route, request)) return undefined
  const target = targetOf(walk, route)
  if (target === undefined) {
    const open =
      route.integration && 'integration' in route.integration ? decidersOf(route.integration.integration) : []
    const decides = open.length > 0 ? open : [{ names: `integration of ${describeRoute(route)}`, at: route.at }]
    const detail = `where route ${describeRoute(route)} leads is not known`
    doubt(walk, { stage: 'target', entity: route.address, source: route.at, detail, values: [] }, decides)
    return undefined
  }
  return { target, request }
}

/** Integrations that end here: a function, another AWS service, or an answer made up by API Gateway. */
export const endAtApi = (walk: Walk, { target }: ApiOnward): boolean => {
  const at = { stage: 'target' as const, source: target.at, values: target.uri ? [target.uri] : [] }
  if (!isString(target.type)) {
    doubt(walk, { ...at, detail: 'where it leads is not known' }, decidersOf(target.type))
    return true
  }
  const type = target.type.value.toUpperCase()
  if (type === 'MOCK') {
    end(walk, { ...at, detail: 'API Gateway answers by itself' }, { kind: 'answered', status: 200 })
    return true
  }
  if (type !== 'AWS_PROXY' && type !== 'AWS') return false
  const name = functionName(target.uri)
  end(walk, { ...at, detail: `→ ${name}` }, { kind: 'accepted', service: name })
  return true
}

/** The function of an invocation ARN; whatever else it is as it is written. */
const functionName = (uri: Value | undefined): string => {
  if (uri === undefined) return 'an AWS service'
  const parts = uri.kind === 'template' ? uri.parts : [uri]
  const reference = parts.find(part => part.kind === 'reference')
  if (reference?.kind === 'reference') return reference.to.name
  const text = displayValue(uri)
  return /:function:([\w-]+)/.exec(text)?.[1] ?? text
}
