import type { SourceLocation } from '../../../model/source-location.ts'
import { entryOf, type TemplateNode, textOf } from '../template-node.ts'
import { addDomain } from './api-domain.ts'
import { addAuthorizers, authorizationOf } from './authorizers.ts'
import { alphanumeric, type Written, without } from './build-node.ts'
import type { Expansion, Route, ServerlessResource } from './serverless.ts'

/** Properties of the SAM type that become resources of their own, or have another name. */
const taken = ['StageName', 'Auth', 'Cors', 'DefinitionBody', 'DefinitionUri', 'Domain', 'Variables', 'TracingEnabled']

/** What the API itself becomes. */
export const restApiProperties = ({ properties }: ServerlessResource): Written => ({
  ...without(properties, taken),
  Body: entryOf(properties, 'DefinitionBody'),
})

/** The logical id that other resources may refer to: of a literal alphanumeric name `ApiProdStage`, else `ApiStage`. */
const stageId = (api: ServerlessResource, name: TemplateNode | undefined): string => {
  const text = name === undefined ? 'Prod' : textOf(name)
  return `${api.id}${text !== undefined && /^[A-Za-z0-9]+$/.test(text) ? text : ''}Stage`
}

/** Stage, authorizers, domain and methods of a REST API. SAM writes the routes into an OpenAPI body; here they are the resources they stand for. */
export const addRestApi = (api: ServerlessResource, routes: readonly Route[], expansion: Expansion): void => {
  const stageName = entryOf(api.properties, 'StageName')
  const stage = stageId(api, stageName)
  const written = {
    RestApiId: { Ref: api.id },
    StageName: stageName ?? 'Prod',
    Variables: entryOf(api.properties, 'Variables'),
  }
  expansion.add(stage, 'AWS::ApiGateway::Stage', written, stageName?.at ?? api.key, api.condition)
  addAuthorizers(api, 'rest', expansion)
  addDomain(api, 'rest', { Ref: stage }, expansion)
  const preflights = new Set<string>()
  for (const route of routes) {
    const resource = addPath(api, route, expansion)
    const keyRequired =
      entryOf(route.auth, 'ApiKeyRequired') ?? entryOf(entryOf(api.properties, 'Auth'), 'ApiKeyRequired')
    const method = {
      RestApiId: { Ref: api.id },
      ResourceId: resource,
      HttpMethod: route.method,
      ApiKeyRequired: keyRequired,
      Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: invocation(route.functionId) },
      ...authorizationOf(api, route, 'rest'),
    }
    const id = `${api.id}${pathId(route.path)}${route.method}Method`
    expansion.add(id, 'AWS::ApiGateway::Method', method, route.at, route.condition)
    if (entryOf(api.properties, 'Cors') === undefined || preflights.has(route.path)) continue
    preflights.add(route.path)
    addPreflight(api, route, resource, expansion)
  }
}

/** With Cors every path answers OPTIONS; the default authorizer guards that too unless it is told not to. */
const addPreflight = (api: ServerlessResource, route: Route, resource: Written, { add }: Expansion): void => {
  const guarded = textOf(entryOf(entryOf(api.properties, 'Auth'), 'AddDefaultAuthorizerToCorsPreflight')) !== 'false'
  const method = {
    RestApiId: { Ref: api.id },
    ResourceId: resource,
    HttpMethod: 'OPTIONS',
    Integration: { Type: 'MOCK' },
    ...(guarded ? authorizationOf(api, undefined, 'rest') : { AuthorizationType: 'NONE' }),
  }
  add(`${api.id}${pathId(route.path)}OPTIONSMethod`, 'AWS::ApiGateway::Method', method, route.at, route.condition)
}

export const invocation = (functionId: string): Written => ({
  'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${functionId}.Arn}/invocations`,
})

/** Different paths have different ids: `/a/{b}` is `AVarB`, as in what SAM generates for stages and permissions. */
const pathId = (path: string): string =>
  path
    .split('/')
    .filter(segment => segment !== '')
    .map(segment => {
      const name = alphanumeric(segment)
      return `${segment.startsWith('{') ? 'Var' : ''}${name.charAt(0).toUpperCase()}${name.slice(1)}`
    })
    .join('')

/** One resource for each segment of a path; what the last of them is referred to by. */
const addPath = (api: ServerlessResource, route: Route, { add }: Expansion): Written => {
  let parent: Written = { 'Fn::GetAtt': [api.id, 'RootResourceId'] }
  let path = ''
  for (const segment of route.path.split('/').filter(part => part !== '')) {
    path = `${path}/${segment}`
    const id = `${api.id}${pathId(path)}Resource`
    const at: SourceLocation = route.at
    add(
      id,
      'AWS::ApiGateway::Resource',
      { RestApiId: { Ref: api.id }, ParentId: parent, PathPart: segment },
      at,
      api.condition,
    )
    parent = { Ref: id }
  }
  return parent
}
