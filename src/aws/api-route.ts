import type { ApiIntegration, ApiRoute, ApiTarget } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isString, known, unknown } from '../model/value.ts'
import type { ResourceAt } from './entity-base.ts'
import { assumed, entityFacts, given } from './entity-base.ts'
import { argument, asText, identifier, isOn, patterns, required } from './read-argument.ts'

/** Resources are nested no deeper than this (API Gateway quotas: 300 resources an API). */
const deepest = 300

const join = (parent: Value, part: Value): Value => {
  if (isString(parent) && isString(part)) return { ...part, value: `${parent.value}/${part.value}` }
  const slash = known('/', part.from)
  const parts = [parent, slash, part].flatMap(each => (each.kind === 'template' ? each.parts : [each]))
  return { kind: 'template', parts, from: part.from }
}

/** The full path of a REST API's resource, from the path parts of the resources above it. */
const pathOf = (id: Value, resourceAt: ResourceAt, depth = 0): Value => {
  const hidden = unknown(
    { kind: 'outside', names: `path of ${id.kind === 'reference' ? id.to.name : 'a resource'}` },
    id.from,
  )
  if (id.kind !== 'reference' || depth > deepest) return hidden
  if (/root_?resource_?id$/i.test(id.attribute.at(-1) ?? '')) return known('', id.from)
  const resource = resourceAt(id.to)
  const part = resource && argument(resource, 'path_part')
  const parent = resource && argument(resource, 'parent_id')
  return part && parent ? join(pathOf(parent, resourceAt, depth + 1), part) : hidden
}

const rooted = (path: Value): Value => (isString(path) && path.value === '' ? { ...path, value: '/' } : path)

/** Where an integration sends a request; of a REST API's method in CloudFormation it is a property. */
export const readTarget = (resource: EvaluatedResource, within: EvaluatedResource | Value): ApiTarget => {
  const at = 'values' in within ? within.at : within.from.at
  const connection = identifier(within, 'connection_id')
  const link = connection ?? identifier(within, 'vpc_link_id')
  return {
    at,
    type: required(resource, 'integration.type', identifier(within, 'integration_type') ?? identifier(within, 'type')),
    ...given({
      uri: identifier(within, 'integration_uri') ?? identifier(within, 'uri'),
      vpcLink: link,
      serverName: identifier(within, 'tls_config', 'server_name_to_verify'),
    }),
  }
}

const authorization = (resource: EvaluatedResource, written: Value | undefined) => ({
  authorization: written ?? assumed(resource, 'NONE'),
  ...given({
    authorizer: identifier(resource, 'authorizer_id'),
    scopes: patterns(argument(resource, 'authorization_scopes')),
    keyRequirement: argument(resource, 'api_key_required'),
  }),
  isKeyRequired: isOn(argument(resource, 'api_key_required'), 'no'),
})

/** `aws_api_gateway_method`, `AWS::ApiGateway::Method`. */
export const fromMethod = (resource: EvaluatedResource, resourceAt: ResourceAt): readonly ApiRoute[] => {
  const integration = argument(resource, 'Integration')
  return [
    {
      kind: 'api-route',
      ...entityFacts(resource),
      api: required(resource, 'rest_api_id', identifier(resource, 'rest_api_id')),
      method: required(resource, 'http_method', argument(resource, 'http_method')),
      path: rooted(pathOf(required(resource, 'resource_id', identifier(resource, 'resource_id')), resourceAt)),
      ...authorization(resource, argument(resource, 'authorization') ?? argument(resource, 'AuthorizationType')),
      integration: integration && readTarget(resource, integration),
    },
  ]
}

/** `GET /a/{id}`, `$default`; of a WebSocket API a name. */
export const splitRouteKey = (key: Value): { readonly method: Value; readonly path: Value } => {
  const part = (value: string): Value => ({ ...key, value }) as Value
  if (!isString(key)) return { method: key, path: key }
  const [, method, path] = /^([A-Z]+)\s+(\/.*)$/.exec(key.value) ?? []
  return method !== undefined && path !== undefined
    ? { method: part(method), path: part(path) }
    : { method: part('ANY'), path: key }
}

/** `integrations/ID`: the integration that a route's target names. */
const integrationOf = (target: Value): Value => {
  if (target.kind !== 'template') return target
  const rest = target.parts.filter(part => !(isString(part) && part.value === 'integrations/'))
  const [only] = rest
  return only && rest.length === 1 ? { ...only, from: target.from } : target
}

/** `aws_apigatewayv2_route`, `AWS::ApiGatewayV2::Route`. */
export const fromRoute = (resource: EvaluatedResource): readonly ApiRoute[] => {
  const target = argument(resource, 'target')
  return [
    {
      kind: 'api-route',
      ...entityFacts(resource),
      api: required(resource, 'api_id', identifier(resource, 'api_id')),
      ...splitRouteKey(required(resource, 'route_key', argument(resource, 'route_key'))),
      ...authorization(resource, argument(resource, 'authorization_type')),
      integration: target && { at: target.from.at, integration: integrationOf(target) },
    },
  ]
}

/** Of an HTTP API: routes name it. */
export const fromHttpIntegration = (resource: EvaluatedResource): readonly ApiIntegration[] => [
  {
    kind: 'api-integration',
    ...entityFacts(resource),
    api: required(resource, 'api_id', identifier(resource, 'api_id')),
    target: readTarget(resource, resource),
  },
]

/** `aws_api_gateway_integration`: it names the method that it is of. */
export const fromRestIntegration = (resource: EvaluatedResource, resourceAt: ResourceAt): readonly ApiIntegration[] => [
  {
    kind: 'api-integration',
    ...entityFacts(resource),
    api: required(resource, 'rest_api_id', identifier(resource, 'rest_api_id')),
    target: readTarget(resource, resource),
    method: required(resource, 'http_method', asText(argument(resource, 'http_method'))),
    path: rooted(pathOf(required(resource, 'resource_id', identifier(resource, 'resource_id')), resourceAt)),
  },
]
