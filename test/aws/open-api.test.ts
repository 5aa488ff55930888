import { expect, test } from 'vitest'
import { cfn, plain, tf } from '../helpers/evaluated.ts'
import { entitiesOf } from './read-cases.ts'

const authorizer = (type: string) => ({
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authorizer': { type },
})

const definition = {
  openapi: '3.0.1',
  security: [{ pool: ['orders/read'] }],
  components: {
    securitySchemes: {
      pool: authorizer('cognito_user_pools'),
      tokens: authorizer('jwt'),
      own: authorizer('request'),
      signed: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
      key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
    },
  },
  paths: {
    '/default': { get: {} },
    '/open': { get: { security: [] } },
    '/tokens': { get: { security: [{ tokens: ['a', 'b'] }] } },
    '/own': { get: { security: [{ own: [] }] } },
    '/signed': { get: { security: [{ signed: [] }] } },
    '/iam': { get: { security: [], 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } } },
    '/key': { get: { security: [{ key: [] }] } },
    '/both': { get: { security: [{ key: [], pool: ['orders/refund'] }] } },
  },
}

/** What each path asks for: authorization, scopes, API key. */
const asked = {
  '/default': ['COGNITO_USER_POOLS', ['orders/read'], 'no'],
  '/open': ['NONE', undefined, 'no'],
  '/tokens': ['JWT', ['a', 'b'], 'no'],
  '/own': ['CUSTOM', [], 'no'],
  '/signed': ['AWS_IAM', [], 'no'],
  '/iam': ['AWS_IAM', undefined, 'no'],
  '/key': ['NONE', undefined, 'yes'],
  '/both': ['COGNITO_USER_POOLS', ['orders/refund'], 'yes'],
}

const written = [
  tf('aws_api_gateway_rest_api.main', { body: JSON.stringify(definition) }),
  cfn('Main', 'AWS::ApiGateway::RestApi', { Body: definition }),
]

test.each(written)('what the operations of a definition ask for: $dialect', resource => {
  const routes = entitiesOf(resource)?.flatMap(each => (each.kind === 'api-route' ? [each] : [])) ?? []
  const read = routes.map(({ path, authorization, scopes, isKeyRequired }) => [
    plain(path),
    [plain(authorization), scopes && 'unknown' in scopes ? 'unknown' : scopes?.map(plain), isKeyRequired],
  ])
  expect(Object.fromEntries(read)).toEqual(asked)
})
