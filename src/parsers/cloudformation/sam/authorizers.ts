import { entryOf, type TemplateNode, textOf } from '../template-node.ts'
import { alphanumeric, isPlainMap, type Written } from './build-node.ts'
import type { Expansion, Route, ServerlessResource } from './serverless.ts'

type Kind = 'rest' | 'http'

const authorizerId = (api: ServerlessResource, name: string): string => `${api.id}${alphanumeric(name)}Authorizer`
const type = (kind: Kind): string => (kind === 'rest' ? 'AWS::ApiGateway::Authorizer' : 'AWS::ApiGatewayV2::Authorizer')
const lambdaUri = (arn: TemplateNode): Written => ({
  'Fn::Sub': [
    'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function}/invocations',
    { Function: arn },
  ],
})

/** The authorizers that an API declares: Cognito and Lambda for REST, JWT and Lambda for HTTP. */
export const addAuthorizers = (api: ServerlessResource, kind: Kind, { add }: Expansion): void => {
  const declared = entryOf(entryOf(api.properties, 'Auth'), 'Authorizers')
  if (!isPlainMap(declared)) return
  for (const [name, { key, node }] of declared.entries) {
    const functionArn = entryOf(node, 'FunctionArn')
    const pool = entryOf(node, 'UserPoolArn')
    const jwt = entryOf(node, 'JwtConfiguration')
    const identity = entryOf(node, 'IdentitySource') ?? entryOf(entryOf(node, 'Identity'), 'Header')
    const common = { Name: name, [kind === 'rest' ? 'RestApiId' : 'ApiId']: { Ref: api.id } }
    const written: Written =
      jwt !== undefined
        ? {
            ...common,
            AuthorizerType: 'JWT',
            IdentitySource: identity && [identity],
            JwtConfiguration: {
              Issuer: entryOf(jwt, 'issuer') ?? entryOf(jwt, 'Issuer'),
              Audience: entryOf(jwt, 'audience') ?? entryOf(jwt, 'Audience'),
            },
          }
        : pool !== undefined
          ? { ...common, Type: 'COGNITO_USER_POOLS', ProviderARNs: pool.kind === 'list' ? pool : [pool] }
          : functionArn !== undefined && kind === 'rest'
            ? {
                ...common,
                Type: textOf(entryOf(node, 'FunctionPayloadType')) ?? 'TOKEN',
                AuthorizerUri: lambdaUri(functionArn),
              }
            : functionArn !== undefined
              ? { ...common, AuthorizerType: 'REQUEST', AuthorizerUri: lambdaUri(functionArn) }
              : undefined
    if (written !== undefined) add(authorizerId(api, name), type(kind), written, key, api.condition)
  }
}

/** How a route checks its callers: the event's own authorizer, else the API's default; `NONE` takes the default away. */
export const authorizationOf = (
  api: ServerlessResource,
  route: Route | undefined,
  kind: Kind,
): Record<string, Written> => {
  const auth = entryOf(api.properties, 'Auth')
  const chosen = entryOf(route?.auth, 'Authorizer') ?? entryOf(auth, 'DefaultAuthorizer')
  const name = textOf(chosen)
  if (chosen === undefined || name === 'NONE') return { AuthorizationType: 'NONE' }
  if (name === undefined) return { AuthorizationType: chosen }
  if (name === 'AWS_IAM') return { AuthorizationType: 'AWS_IAM' }
  const declared = entryOf(entryOf(auth, 'Authorizers'), name)
  const isJwt = entryOf(declared, 'JwtConfiguration') !== undefined
  const isPool = entryOf(declared, 'UserPoolArn') !== undefined
  const AuthorizationType = kind === 'http' && isJwt ? 'JWT' : isPool ? 'COGNITO_USER_POOLS' : 'CUSTOM'
  const scopes = entryOf(route?.auth, 'AuthorizationScopes') ?? entryOf(declared, 'AuthorizationScopes')
  return { AuthorizationType, AuthorizerId: { Ref: authorizerId(api, name) }, AuthorizationScopes: scopes }
}
