import type { EnvironmentModel } from '../../src/model/environment-model.ts'
import type { Value } from '../../src/model/value.ts'
import { apiTurnsRequestAway } from '../../src/rules/edge/api-turns-request-away.ts'
import {
  at,
  entity,
  ref,
  type Side,
  setting,
  shop,
  shopApps,
  shopEntities,
  text,
  unset,
  zones,
} from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

interface Parts {
  readonly basePath?: Value
  readonly routes?: readonly string[]
  readonly isClosed?: boolean
  /** What an app is told of where orders are. */
  readonly told?: Value
}

const domain = 'aws_apigatewayv2_domain_name.orders'
const api = ref('aws_apigatewayv2_api.orders', 'id')

/** The shop, and an HTTP API behind `orders` with a mapping of its only stage. */
const withApi = (
  side: Side,
  { basePath = text('v1'), routes = ['/orders'], isClosed = false, told }: Parts = {},
): EnvironmentModel => {
  const host = text(`orders.${zones[side]}`)
  const entities = [
    ...shopEntities(side),
    entity('dns-record', 'aws_route53_record.orders', {
      name: host,
      recordType: text('A'),
      zone: ref('aws_route53_zone.main', 'zone_id'),
      routing: 'simple',
      alias: { target: ref(domain, 'domain_name_configuration', '0', 'target_domain_name') },
    }),
    entity('certificate', 'aws_acm_certificate.orders', { names: [host], source: 'issued' }),
    entity('api-domain', domain, {
      name: host,
      certificate: ref('aws_acm_certificate.orders', 'arn'),
      endpointType: text('REGIONAL'),
    }),
    entity('api', 'aws_apigatewayv2_api.orders', {
      type: 'http',
      defaultEndpointDisabled: isClosed ? 'yes' : 'no',
    }),
    entity('api-stage', 'aws_apigatewayv2_stage.live', { api, name: text('live') }),
    entity('api-mapping', 'aws_apigatewayv2_api_mapping.orders', {
      domain: host,
      api,
      stage: ref('aws_apigatewayv2_stage.live', 'id'),
      path: basePath,
    }),
    ...routes.map(path =>
      entity('api-route', `aws_apigatewayv2_route.${path}`, {
        api,
        method: text('GET'),
        path: text(path),
        authorization: text('NONE'),
        isKeyRequired: 'no',
        integration: { at: at(), type: text('HTTP_PROXY'), uri: text('https://backend.example.org/orders') },
      }),
    ),
  ]
  const apps = shopApps(side).map(each => ({
    ...each,
    settings: [...each.settings, ...(told && each.id === 'auth' ? [setting('ORDERS_URL', told)] : [])],
  }))
  return shop(side, entities, { apps })
}

const endpoint: Value = {
  kind: 'template',
  parts: [ref('aws_apigatewayv2_api.orders', 'api_endpoint'), text('/live/orders')],
  from: { at: at('auth.env'), origins: [] },
}

testRule(apiTurnsRequestAway, {
  silent: [
    { name: 'both serve it', staging: withApi('staging'), production: withApi('production') },
    {
      name: 'more routes than staging',
      staging: withApi('staging'),
      production: withApi('production', { routes: ['/orders', '/refunds'] }),
    },
    {
      name: 'its own name is turned off, and nothing names it so',
      staging: withApi('staging'),
      production: withApi('production', { isClosed: true }),
    },
  ],
  reports: [
    {
      name: 'another base path',
      staging: withApi('staging'),
      production: withApi('production', { basePath: text('v2') }),
      expect: [
        'GET https://orders.example.com/v1/orders is answered with 403 by API Gateway: no mapping of orders.example.com takes /v1/orders',
      ],
    },
    {
      name: 'a route that production lacks',
      staging: withApi('staging', { routes: ['/orders', '/refunds'] }),
      production: withApi('production'),
      expect: [
        'GET https://orders.example.com/v1/refunds is answered with 404 by API Gateway: no route of aws_apigatewayv2_api.orders takes GET /refunds',
      ],
    },
    {
      name: 'a setting that names the API by the name that is turned off',
      staging: withApi('staging', { told: endpoint }),
      production: withApi('production', { told: endpoint, isClosed: true }),
      expect: [
        'ORDERS_URL of auth is answered with 404 by API Gateway: aws_apigatewayv2_api.orders has its own name turned off',
      ],
    },
    {
      name: 'a base path that comes from an unset variable',
      staging: withApi('staging'),
      production: withApi('production', { basePath: unset('base_path') }),
      expect: ['undetermined: base_path'],
    },
  ],
})
