import { parse } from 'yaml'
import type { ApiRoute } from '../model/entity.ts'
import type { EvaluatedResource } from '../model/evaluated.ts'
import type { Provenance, Value } from '../model/value.ts'
import { isString, itemsOf, known, member } from '../model/value.ts'
import { readTarget } from './api-route.ts'
import { assumed, entityFacts, given } from './entity-base.ts'
import { parseJsonValue } from './json-text.ts'
import { argument, patterns } from './read-argument.ts'

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

interface Requirement {
  readonly scheme: Value
  readonly scopes: Value
}

/** What an operation asks for: its own security, else the definition's; an empty list takes it away. */
const requirementsOf = (operation: Value, definition: Value, schemes: Value | undefined): readonly Requirement[] => {
  const written = argument(operation, 'security') ?? argument(definition, 'security')
  return (itemsOf(written) ?? []).flatMap(entriesOf).flatMap(([name, scopes]) => {
    const scheme = member(schemes, name)
    return scheme ? [{ scheme, scopes }] : []
  })
}

/** An API key is a scheme of its own, beside one that authorizes; signatures of AWS are one of type `apiKey` too. */
const isApiKey = ({ scheme }: Requirement): boolean => {
  const name = argument(scheme, 'name')
  return isString(name) && name.value.toLowerCase() === 'x-api-key' && authorizationType(scheme) === 'NONE'
}

const authorizationType = (scheme: Value): string => {
  const kind = argument(scheme, 'x-amazon-apigateway-authtype')
  if (isString(kind) && kind.value.toLowerCase() === 'awssigv4') return 'AWS_IAM'
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
        const requirements = requirementsOf(operation, definition, schemes)
        const key = requirements.find(isApiKey)
        const { scheme, scopes } = requirements.find(each => !isApiKey(each)) ?? {}
        const integration = argument(operation, 'x-amazon-apigateway-integration')
        const name = method.toLowerCase() === 'x-amazon-apigateway-any-method' ? 'ANY' : method.toUpperCase()
        const { from } = operation
        return {
          kind: 'api-route',
          ...entityFacts(resource, `.${name} ${path}`, from.at),
          api: self,
          method: known(name, from),
          path: known(path === '/$default' ? '$default' : path, from),
          authorization:
            argument(operation, 'x-amazon-apigateway-auth', 'type') ??
            (scheme ? known(authorizationType(scheme), scheme.from) : assumed(resource, 'NONE')),
          ...given({
            authorizer: scheme && argument(scheme, 'x-amazon-apigateway-authorizer', 'jwtConfiguration', 'issuer'),
            scopes: patterns(scopes),
            keyRequirement: key?.scopes,
          }),
          isKeyRequired: key ? 'yes' : 'no',
          integration: integration && readTarget(resource, integration),
        }
      }),
  )
  return { routes }
}
