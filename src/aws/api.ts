import type { Api, ApiRoute, ApiStage, Entity } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Value } from '../model/value.ts'
import { isString } from '../model/value.ts'
import { splitRouteKey } from './api-route.ts'
import { assumed, entityFacts, given } from './entity-base.ts'
import { readDefinition } from './open-api.ts'
import { argument, identifier, isOn, required } from './read-argument.ts'

const readApi = (
  resource: EvaluatedResource,
  type: Api['type'],
  routes: readonly ApiRoute[] = [],
): readonly Entity[] => {
  const body = identifier(resource, 'body') ?? argument(resource, 'BodyS3Location')
  const definition = body && readDefinition(resource, body)
  const api: Api = {
    kind: 'api',
    ...entityFacts(resource),
    ...given({ name: identifier(resource, 'name'), hiddenDefinition: definition?.hidden }),
    type,
    defaultEndpointDisabled: isOn(argument(resource, 'disable_execute_api_endpoint'), 'no'),
  }
  return [api, ...(definition?.routes ?? []), ...routes]
}

/** `aws_api_gateway_rest_api`, `AWS::ApiGateway::RestApi`. */
export const fromRestApi = (resource: EvaluatedResource): readonly Entity[] => readApi(resource, 'rest')

/** A `target` makes an HTTP API with one route and the stage `$default` ("quick create"). */
const quickRoute = (resource: EvaluatedResource, target: Value): ApiRoute => ({
  kind: 'api-route',
  ...entityFacts(resource, '.target', target.from.at),
  api: { kind: 'reference', to: resource.address, attribute: [], from: { at: target.from.at, origins: [] } },
  ...splitRouteKey(argument(resource, 'route_key') ?? assumed(resource, '$default')),
  authorization: assumed(resource, 'NONE'),
  isKeyRequired: 'no',
  integration: {
    at: target.from.at,
    type: assumed(resource, isString(target) && /^https?:/.test(target.value) ? 'HTTP_PROXY' : 'AWS_PROXY'),
    uri: target,
  },
})

/** `aws_apigatewayv2_api`, `AWS::ApiGatewayV2::Api`. */
export const fromHttpApi = (resource: EvaluatedResource): readonly Entity[] => {
  const protocol = argument(resource, 'protocol_type')
  const target = identifier(resource, 'target')
  const type = isString(protocol) && protocol.value.toUpperCase() === 'WEBSOCKET' ? 'websocket' : 'http'
  const entities = readApi(resource, type, target ? [quickRoute(resource, target)] : [])
  if (target === undefined) return entities
  const stage: ApiStage = {
    kind: 'api-stage',
    ...entityFacts(resource, '.$default'),
    api: { kind: 'reference', to: resource.address, attribute: [], from: { at: resource.at, origins: [] } },
    name: assumed(resource, '$default'),
  }
  return [...entities, stage]
}

/** `aws_api_gateway_stage`, `aws_apigatewayv2_stage` and their CloudFormation twins; an `aws_api_gateway_deployment` may make one too. */
export const fromStage = (resource: EvaluatedResource): readonly ApiStage[] => {
  const name = identifier(resource, 'stage_name') ?? identifier(resource, 'name')
  if (name === undefined && /deployment/i.test(resource.type)) return []
  const api = identifier(resource, 'rest_api_id') ?? identifier(resource, 'api_id')
  return [
    {
      kind: 'api-stage',
      ...entityFacts(resource),
      api: required(resource, 'api_id', api),
      name: required(resource, 'stage_name', name),
      ...given({ variables: argument(resource, 'stage_variables') ?? argument(resource, 'variables') }),
    },
  ]
}
