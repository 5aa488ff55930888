import type { Entity, Patterns } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { tokenScopeNotGranted } from '../../src/rules/token/token-scope-not-granted.ts'
import { entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const api = ref('aws_apigatewayv2_api.orders', 'id')
const userPool = ref('aws_cognito_user_pool.main', 'id')

const client = (name: string, scopes: Patterns): Entity =>
  entity('user-pool-client', `aws_cognito_user_pool_client.${name}`, { userPool, scopes })

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
      name: 'scopes of a client that are not known',
      staging,
      production: route('production', refund, client('a', { unknown: unset('client_scopes') })),
      expect: ['undetermined: client_scopes'],
    },
  ],
})
