import type { Diagnostic } from '../../../model/diagnostic.ts'
import { startOf } from '../../../model/source-location.ts'
import type { Sections } from '../stack.ts'
import { entryOf, type MapEntry, textOf } from '../template-node.ts'
import { addFunctionParts, functionProperties, routesOf } from './function.ts'
import { addHttpApi, httpApiProperties } from './http-api.ts'
import { addRestApi, restApiProperties } from './rest-api.ts'
import { expansion, type Route, replaceResource, type ServerlessResource, serverlessResource } from './serverless.ts'

/**
 * What the transform AWS::Serverless-2016-10-31 makes of APIs and functions, as far as requests are concerned: APIs, stages, domains, routes,
 * authorizers, integrations, functions and their URLs. Generated names with hashes have none here.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export const expandServerless = (sections: Sections, report: (diagnostic: Diagnostic) => void): Sections => {
  const globals = entryOf(sections.root, 'Globals')
  const resources = new Map<string, MapEntry>(sections.resources.entries)
  const making = expansion(resources, globals, report)
  const apis = new Map<string, { resource: ServerlessResource; kind: 'rest' | 'http' }>()
  const routes: (Route & { api: string })[] = []
  for (const [id, entry] of sections.resources.entries) {
    const type = textOf(entryOf(entry.node, 'Type'))
    if (type === 'AWS::Serverless::Function') {
      const resource = serverlessResource(id, entry, entryOf(globals, 'Function'))
      replaceResource(resources, resource, 'AWS::Lambda::Function', functionProperties(resource))
      addFunctionParts(resource, making)
      routes.push(...routesOf(resource, making))
    } else if (type === 'AWS::Serverless::Api') {
      const resource = serverlessResource(id, entry, entryOf(globals, 'Api'))
      replaceResource(resources, resource, 'AWS::ApiGateway::RestApi', restApiProperties(resource))
      apis.set(id, { resource, kind: 'rest' })
    } else if (type === 'AWS::Serverless::HttpApi') {
      const resource = serverlessResource(id, entry, entryOf(globals, 'HttpApi'))
      replaceResource(resources, resource, 'AWS::ApiGatewayV2::Api', httpApiProperties(resource))
      apis.set(id, { resource, kind: 'http' })
    } else if (/^AWS::Serverless::(StateMachine|GraphQLApi|WebSocketApi|Application)$/.test(type ?? ''))
      report({
        severity: 'warning',
        summary: `${type} not expanded`,
        detail: `What SAM makes of "${id}" is not modelled; the resource is shown as written.`,
        at: entry.key,
      })
  }
  for (const { api } of routes) addImplicit(api, apis, resources, sections)
  for (const [id, { resource, kind }] of apis) {
    const own = routes.filter(route => route.api === id)
    if (kind === 'rest') addRestApi(resource, own, making)
    else addHttpApi(resource, own, making)
  }
  return { ...sections, resources: { ...sections.resources, entries: resources } }
}

/** An event that names no API gets one that the template does not write. */
const addImplicit = (
  id: string,
  apis: Map<string, { resource: ServerlessResource; kind: 'rest' | 'http' }>,
  resources: Map<string, MapEntry>,
  sections: Sections,
): void => {
  const kind = id === 'ServerlessRestApi' ? 'rest' : id === 'ServerlessHttpApi' ? 'http' : undefined
  if (kind === undefined || apis.has(id) || resources.has(id)) return
  const at = startOf(sections.root.at.file)
  const entry: MapEntry = { key: at, node: { kind: 'map', entries: new Map(), at } }
  const globals = entryOf(entryOf(sections.root, 'Globals'), kind === 'rest' ? 'Api' : 'HttpApi')
  const resource = serverlessResource(id, entry, globals)
  const type = kind === 'rest' ? 'AWS::ApiGateway::RestApi' : 'AWS::ApiGatewayV2::Api'
  replaceResource(
    resources,
    resource,
    type,
    kind === 'rest' ? restApiProperties(resource) : httpApiProperties(resource),
  )
  apis.set(id, { resource, kind })
}
