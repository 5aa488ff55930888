import { entryOf, type TemplateNode, textOf } from '../template-node.ts'
import { addDomain } from './api-domain.ts'
import { addAuthorizers, authorizationOf } from './authorizers.ts'
import { alphanumeric, isPlainMap, type Written, without } from './build-node.ts'
import type { Expansion, Route, ServerlessResource } from './serverless.ts'

const taken = ['StageName', 'Auth', 'CorsConfiguration', 'DefinitionBody', 'DefinitionUri', 'Domain', 'StageVariables']

/** What the API itself becomes. */
export const httpApiProperties = ({ id, properties }: ServerlessResource): Written => {
  const cors = entryOf(properties, 'CorsConfiguration')
  return {
    Name: id,
    ProtocolType: 'HTTP',
    ...without(properties, taken),
    Body: entryOf(properties, 'DefinitionBody'),
    CorsConfiguration: isPlainMap(cors) ? cors : undefined,
  }
}

const stageId = (api: ServerlessResource, name: TemplateNode | undefined): string => {
  const text = name === undefined ? '$default' : textOf(name)
  if (text === '$default') return `${api.id}ApiGatewayDefaultStage`
  return `${api.id}${text !== undefined && /^[A-Za-z0-9]+$/.test(text) ? text : ''}Stage`
}

/** Stage, authorizers, domain, routes and integrations of an HTTP API. */
export const addHttpApi = (api: ServerlessResource, routes: readonly Route[], expansion: Expansion): void => {
  const stageName = entryOf(api.properties, 'StageName')
  const stage = stageId(api, stageName)
  const written = {
    ApiId: { Ref: api.id },
    StageName: stageName ?? '$default',
    AutoDeploy: true,
    StageVariables: entryOf(api.properties, 'StageVariables'),
  }
  expansion.add(stage, 'AWS::ApiGatewayV2::Stage', written, stageName?.at ?? api.key, api.condition)
  addAuthorizers(api, 'http', expansion)
  addDomain(api, 'http', { Ref: stage }, expansion)
  for (const route of routes) {
    const name = `${api.id}${route.functionId}${alphanumeric(route.event)}`
    const integration = {
      ApiId: { Ref: api.id },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': [route.functionId, 'Arn'] },
      PayloadFormatVersion: entryOf(route.properties, 'PayloadFormatVersion') ?? '2.0',
    }
    expansion.add(`${name}Integration`, 'AWS::ApiGatewayV2::Integration', integration, route.at, route.condition)
    const written = {
      ApiId: { Ref: api.id },
      RouteKey: route.path === '$default' ? '$default' : `${route.method} ${route.path}`,
      Target: { 'Fn::Sub': `integrations/\${${name}Integration}` },
      ...authorizationOf(api, route, 'http'),
    }
    expansion.add(`${name}Route`, 'AWS::ApiGatewayV2::Route', written, route.at, route.condition)
  }
}
