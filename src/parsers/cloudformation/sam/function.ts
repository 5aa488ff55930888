import { entryOf, textOf } from '../template-node.ts'
import { alphanumeric, isPlainMap, type Written, without } from './build-node.ts'
import type { Expansion, Route, ServerlessResource } from './serverless.ts'

const taken = [
  'Events',
  'FunctionUrlConfig',
  'AutoPublishAlias',
  'Policies',
  'CodeUri',
  'InlineCode',
  'DeploymentPreference',
  'Tracing',
]

/** What the function itself becomes. */
export const functionProperties = ({ id, properties }: ServerlessResource): Written => ({
  ...without(properties, taken),
  Role: entryOf(properties, 'Role') ?? { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
})

/** Role, alias and URL of a function. */
export const addFunctionParts = (resource: ServerlessResource, { add }: Expansion): void => {
  const { id, properties, key, condition } = resource
  if (entryOf(properties, 'Role') === undefined) add(`${id}Role`, 'AWS::IAM::Role', {}, key, condition)
  const aliasNode = entryOf(properties, 'AutoPublishAlias')
  const aliasName = textOf(aliasNode)
  const aliasId = aliasName === undefined ? undefined : `${id}Alias${alphanumeric(aliasName)}`
  if (aliasNode !== undefined && aliasId !== undefined)
    add(aliasId, 'AWS::Lambda::Alias', { Name: aliasNode, FunctionName: { Ref: id } }, aliasNode.at, condition)
  const url = entryOf(properties, 'FunctionUrlConfig')
  if (!isPlainMap(url)) return
  const written = { ...without(url, []), TargetFunctionArn: { Ref: id }, Qualifier: aliasName }
  add(`${id}Url`, 'AWS::Lambda::Url', written, url.at, condition)
}

/** The routes that a function's events ask for, with the logical id of their API: the implicit one where they name none. */
export const routesOf = (resource: ServerlessResource, { report }: Expansion): readonly (Route & { api: string })[] => {
  const events = entryOf(resource.properties, 'Events')
  if (!isPlainMap(events)) return []
  return [...events.entries].flatMap(([event, { key, node }]) => {
    const type = textOf(entryOf(node, 'Type'))
    if (type !== 'Api' && type !== 'HttpApi') return []
    const properties = entryOf(node, 'Properties')
    const owner = entryOf(properties, type === 'Api' ? 'RestApiId' : 'ApiId')
    const api =
      owner === undefined
        ? type === 'Api'
          ? 'ServerlessRestApi'
          : 'ServerlessHttpApi'
        : (textOf(entryOf(owner, 'Ref')) ?? textOf(owner))
    const [pathNode, methodNode] = [entryOf(properties, 'Path'), entryOf(properties, 'Method')]
    const isDefault = type === 'HttpApi' && pathNode === undefined && methodNode === undefined
    const path = isDefault ? '$default' : textOf(pathNode)
    const method = textOf(methodNode)?.toUpperCase() ?? (type === 'HttpApi' ? 'ANY' : undefined)
    if (api === undefined || path === undefined || method === undefined) {
      report({
        severity: 'warning',
        summary: `Event ${event.slice(0, 60)} left out`,
        detail: 'The API, path and method of an event have to be literal for its route to be known.',
        at: node.at,
      })
      return []
    }
    const route = {
      api,
      functionId: resource.id,
      event,
      path,
      method: method === '*' ? 'ANY' : method,
      auth: entryOf(properties, 'Auth'),
      properties,
      condition: resource.condition,
      at: key,
    }
    return [route]
  })
}
