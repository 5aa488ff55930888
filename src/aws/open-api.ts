import { parse } from 'yaml'
import type { ApiRoute } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Provenance, Value } from '../model/value.ts'
import { isString, itemsOf, known } from '../model/value.ts'
import { readTarget } from './api-route.ts'
import { assumed, entityFacts, given } from './entity-base.ts'
import { parseJsonValue } from './json-text.ts'
import { argument } from './read-argument.ts'

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'x-amazon-apigateway-any-method'])
const largest = 2 * 1024 * 1024

const asValue = (node: unknown, from: Provenance): Value => {
  if (Array.isArray(node)) return { kind: 'list', items: node.map(item => asValue(item, from)), from }
  if (typeof node === 'object' && node !== null)
    return {
      kind: 'map',
      entries: new Map(Object.entries(node).map(([key, entry]) => [key, asValue(entry, from)])),
      from,
    }
  return known(typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean' ? node : null, from)
}

const parseYaml = (text: string): unknown => {
  try {
    return parse(text, { maxAliasCount: 100 })
  } catch {
    return undefined
  }
}

/** A definition as structure: a map already, or JSON or YAML as text. */
const structureOf = (body: Value): Value | undefined => {
  if (body.kind === 'map') return body
  if ((body.kind !== 'known' && body.kind !== 'template') || body.sensitive) return undefined
  const json = parseJsonValue(body)
  if (json?.kind === 'map') return json
  if (!isString(body) || body.value.length > largest) return undefined
  const yaml = parseYaml(body.value)
  return typeof yaml === 'object' && yaml !== null && !Array.isArray(yaml) ? asValue(yaml, body.from) : undefined
}

/** The members of a map; path names are data, not arguments. */
const entriesOf = (value: Value | undefined): readonly (readonly [string, Value])[] =>
  value?.kind === 'map' ? [...value.entries] : []

/** The security scheme that guards an operation: its own, else the definition's; an empty list takes it away. */
const schemeOf = (operation: Value, definition: Value): string | undefined => {
  const written = argument(operation, 'security') ?? argument(definition, 'security')
  const [first] = itemsOf(written) ?? []
  return entriesOf(first)[0]?.[0]
}

/** Without an authorizer a scheme is an API key, which is no authorization. */
const authorizationType = (scheme: Value): string => {
  const type = argument(scheme, 'x-amazon-apigateway-authorizer', 'type')
  switch (isString(type) ? type.value.toLowerCase() : undefined) {
    case undefined:
      return 'NONE'
    case 'jwt':
      return 'JWT'
    case 'cognito_user_pools':
      return 'COGNITO_USER_POOLS'
    default:
      return 'CUSTOM'
  }
}

/**
 * The routes of an OpenAPI definition, and what hides them where it cannot be read.
 * API Gateway guide, "x-amazon-apigateway extensions to OpenAPI".
 */
export const readDefinition = (
  resource: EvaluatedResource,
  body: Value,
): { readonly routes: readonly ApiRoute[]; readonly hidden?: Value } => {
  const definition = structureOf(body)
  if (definition === undefined) return { routes: [], hidden: body }
  const paths = argument(definition, 'paths')
  if (paths !== undefined && paths.kind !== 'map') return { routes: [], hidden: paths }
  const schemes = argument(definition, 'components', 'securitySchemes') ?? argument(definition, 'securityDefinitions')
  const self: Value = {
    kind: 'reference',
    to: resource.address,
    attribute: [],
    from: { at: body.from.at, origins: [] },
  }
  const routes = entriesOf(paths).flatMap(([path, item]) =>
    entriesOf(item)
      .filter(([method]) => methods.has(method.toLowerCase()))
      .map(([method, operation]): ApiRoute => {
        const scheme = schemeOf(operation, definition)
        const written = entriesOf(schemes).find(([name]) => name === scheme)?.[1]
        const integration = argument(operation, 'x-amazon-apigateway-integration')
        const name = method.toLowerCase() === 'x-amazon-apigateway-any-method' ? 'ANY' : method.toUpperCase()
        const { from } = operation
        return {
          kind: 'api-route',
          ...entityFacts(resource, `.${name} ${path}`, from.at),
          api: self,
          method: known(name, from),
          path: known(path === '/$default' ? '$default' : path, from),
          authorization: written ? known(authorizationType(written), written.from) : assumed(resource, 'NONE'),
          ...given({
            authorizer: written && argument(written, 'x-amazon-apigateway-authorizer', 'jwtConfiguration', 'issuer'),
          }),
          isKeyRequired: 'no',
          integration: integration && readTarget(resource, integration),
        }
      }),
  )
  return { routes }
}
