import type { ApiRoute } from '../../src/model/entity.ts'
import { apiAuthorizationDiffers } from '../../src/rules/edge/api-authorization-differs.ts'
import { entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const route = (side: Side, asks: Partial<ApiRoute>) =>
  shop(side, [
    ...shopEntities(side),
    entity('api', 'aws_apigatewayv2_api.orders', { type: 'http', defaultEndpointDisabled: 'no' }),
    entity('api-route', 'aws_apigatewayv2_route.refund', {
      api: ref('aws_apigatewayv2_api.orders', 'id'),
      method: text('POST'),
      path: text('/refunds'),
      authorization: text('NONE'),
      isKeyRequired: 'no',
      integration: undefined,
      ...asks,
    }),
  ])

const withPartners = (shop: ReturnType<typeof route>) => {
  const partners = entity('api', 'aws_apigatewayv2_api.partners', { type: 'http', defaultEndpointDisabled: 'no' })
  return { ...shop, entities: { ...shop.entities, api: [...shop.entities.api, partners] } }
}

const jwt = (...scopes: readonly string[]): Partial<ApiRoute> => ({
  authorization: text('JWT'),
  scopes: scopes.map(scope => text(scope)),
})

testRule(apiAuthorizationDiffers, {
  silent: [
    { name: 'the same', staging: route('staging', jwt('a/read')), production: route('production', jwt('a/read')) },
    {
      name: 'scopes of resource servers that are called otherwise, in another order',
      staging: route('staging', jwt('https://stg.example.com/read', 'https://stg.example.com/write')),
      production: route('production', jwt('https://example.com/write', 'https://example.com/read')),
    },
    {
      name: 'a route of another API',
      staging: withPartners(route('staging', jwt())),
      production: withPartners(route('production', { api: ref('aws_apigatewayv2_api.partners', 'id') })),
    },
    {
      name: 'another route',
      staging: route('staging', jwt()),
      production: route('production', { path: text('/orders') }),
    },
  ],
  reports: [
    {
      name: 'open in production',
      staging: route('staging', jwt()),
      production: route('production', {}),
      expect: ['POST /refunds in production: anyone may call it; staging authorizes by JWT'],
    },
    {
      name: 'open in staging',
      staging: route('staging', {}),
      production: route('production', { authorization: text('AWS_IAM') }),
      expect: [
        'POST /refunds in production: requests without AWS_IAM authorization get 401 or 403; staging lets anyone through',
      ],
    },
    {
      name: 'guarded by what looks at no scopes',
      staging: route('staging', jwt('a/read')),
      production: route('production', { ...jwt('a/refund'), authorization: text('CUSTOM') }),
      expect: ['POST /refunds in production: requests are authorized by CUSTOM; staging tests JWT'],
    },
    {
      name: 'open in production, and so without scopes',
      staging: route('staging', jwt('a/read')),
      production: route('production', {}),
      expect: ['POST /refunds in production: anyone may call it; staging authorizes by JWT'],
    },
    {
      name: 'other scopes',
      staging: route('staging', jwt('a/read')),
      production: route('production', jwt('a/refund')),
      expect: ['POST /refunds in production: tokens without refund get 403; staging asks for read'],
    },
    {
      name: 'an API key that a variable asks for',
      staging: route('staging', { isKeyRequired: 'yes' }),
      production: route('production', { isKeyRequired: 'undetermined', keyRequirement: unset('with_key') }),
      expect: ['undetermined: with_key'],
    },
    {
      name: 'no scopes in production',
      staging: route('staging', jwt('a/read')),
      production: route('production', jwt()),
      expect: ['POST /refunds in production: tokens of any scope are let through'],
    },
    {
      name: 'an API key in production only, or in staging only',
      staging: route('staging', {}),
      production: route('production', { isKeyRequired: 'yes' }),
      expect: ['POST /refunds in production: clients without an API key get 403'],
    },
    {
      name: 'an authorization that is not known',
      staging: route('staging', jwt()),
      production: route('production', { authorization: unset('authorization') }),
      expect: ['undetermined: authorization'],
    },
  ],
})
