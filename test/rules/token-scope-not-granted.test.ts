import type { Entity, Patterns } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { tokenScopeNotGranted } from '../../src/rules/token/token-scope-not-granted.ts'
import { entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const api = ref('aws_apigatewayv2_api.orders', 'id')
const userPool = ref('aws_cognito_user_pool.main', 'id')

const client = (name: string, scopes: Patterns): Entity =>
  entity('user-pool-client', `aws_cognito_user_pool_client.${name}`, { userPool, scopes })

const server = (identifier: Value, ...names: readonly string[]): Entity =>
  entity('resource-server', 'aws_cognito_resource_server.shop', {
    userPool,
    identifier,
    scopes: names.map(name => text(name)),
  })

const all = { unknown: ref('aws_cognito_resource_server.shop', 'scope_identifiers') }

/** The shop with a route that asks for scopes, and the clients of the pool whose tokens it takes. */
const route = (side: Side, scopes: readonly Value[], ...clients: readonly Entity[]) =>
  shop(side, [
    ...shopEntities(side),
    entity('user-pool', 'aws_cognito_user_pool.main', { issuer: text('https://cognito-idp.example/pool') }),
    entity('api', 'aws_apigatewayv2_api.orders', { type: 'http', defaultEndpointDisabled: 'no' }),
    entity('api-authorizer', 'aws_apigatewayv2_authorizer.main', {
      api,
      type: text('COGNITO_USER_POOLS'),
      userPools: [ref('aws_cognito_user_pool.main', 'arn')],
    }),
    entity('api-route', 'aws_apigatewayv2_route.refund', {
      api,
      method: text('POST'),
      path: text('/refunds'),
      authorization: text('COGNITO_USER_POOLS'),
      authorizer: ref('aws_apigatewayv2_authorizer.main', 'id'),
      scopes,
      isKeyRequired: 'no',
      integration: undefined,
    }),
    ...clients,
  ])

const refund = [text('shop/refund')]
const staging = shop('staging')

testRule(tokenScopeNotGranted, {
  silent: [
    { name: 'one client may', staging, production: route('production', refund, client('a', refund), client('b', [])) },
    {
      name: 'one of two scopes is enough',
      staging,
      production: route('production', [...refund, text('shop/admin')], client('a', refund)),
    },
    { name: 'no scope is asked for', staging, production: route('production', [], client('a', [])) },
    {
      name: 'a resource server defines it',
      staging,
      production: route('production', refund, client('a', refund), server(text('shop'), 'read', 'refund')),
    },
    {
      name: 'a client may ask for whatever a resource server defines',
      staging,
      production: route('production', refund, client('a', all), server(text('shop'), 'read', 'refund')),
    },
    {
      name: 'a resource server of which the name is not known may define it',
      staging,
      production: route('production', refund, client('a', refund), server(unset('identifier'), 'read')),
    },
    {
      name: 'a scope that every pool has',
      staging,
      production: route('production', [text('openid')], client('a', [text('openid')]), server(text('shop'), 'read')),
    },
    { name: 'clients are made elsewhere', staging, production: route('production', refund) },
  ],
  reports: [
    {
      name: 'no client may',
      staging,
      production: route('production', refund, client('a', [text('shop/read')]), client('b', [])),
      expect: ['every token gets 403 at POST /refunds: it asks for shop/refund, which no client may ask for'],
    },
    {
      name: 'no resource server defines it',
      staging,
      production: route('production', refund, client('a', refund), server(text('shop'), 'read')),
      expect: ['every token gets 403 at POST /refunds: it asks for shop/refund, which no resource server defines'],
    },
    {
      name: 'a client may ask for whatever a resource server defines, which does not define it',
      staging,
      production: route('production', refund, client('a', all), server(text('shop'), 'read')),
      expect: ['every token gets 403 at POST /refunds: it asks for shop/refund, which no client may ask for'],
    },
    {
      name: 'a client may ask for whatever a resource server defines, of which the name is not known',
      staging,
      production: route('production', refund, client('a', all), server(unset('identifier'), 'read')),
      expect: ['undetermined: identifier'],
    },
    {
      name: 'scopes of a client that are not known',
      staging,
      production: route('production', refund, client('a', { unknown: unset('client_scopes') })),
      expect: ['undetermined: client_scopes'],
    },
  ],
})
