import type { Entity } from '../../src/model/entity.ts'
import type { Value } from '../../src/model/value.ts'
import { tokenAlgorithmRefusedAtEdge } from '../../src/rules/token/token-algorithm-refused-at-edge.ts'
import { at, changed, entity, ref, type Side, shop, shopApps, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const balancer = (issuer: string): Entity =>
  entity('listener-rule', 'aws_lb_listener_rule.checked', {
    listener: ref('aws_lb_listener.https', 'arn'),
    priority: text(5),
    conditions: [],
    actions: [
      { at: at(), type: 'jwt-validation', issuer: text(issuer) },
      { at: at(), type: 'forward', targets: [{ targetGroup: ref('aws_lb_target_group.api', 'arn') }] },
    ],
    transforms: [],
  })

const gateway = (issuer: string): Entity =>
  entity('api-authorizer', 'aws_apigatewayv2_authorizer.main', {
    api: ref('aws_apigatewayv2_api.main', 'id'),
    type: text('JWT'),
    issuer: text(issuer),
  })

const ordersRead = (algorithms: readonly Value[]) =>
  shopApps('production').map(each => (each.id === 'orders' ? { ...each, algorithms } : each))

/** The shop whose orders are read with these algorithms, behind something that checks tokens first. */
const orders = (side: Side, algorithms: readonly Value[], edge: Entity) =>
  shop(side, [...shopEntities(side), edge], {
    apps: shopApps(side).map(each => (each.id === 'orders' ? { ...each, algorithms } : each)),
  })

const issuer = 'https://id.example.com'
const staging = shop('staging')

testRule(tokenAlgorithmRefusedAtEdge, {
  silent: [
    { name: 'one that both know', staging, production: orders('production', [text('RS256')], balancer(issuer)) },
    {
      name: 'one of several',
      staging,
      production: orders('production', [text('ES256'), text('RS512')], gateway(issuer)),
    },
    {
      name: 'tokens of another issuer',
      staging,
      production: orders('production', [text('ES256')], balancer('https://login.example.org')),
    },
    { name: 'none is said', staging, production: orders('production', [], balancer(issuer)) },
  ],
  reports: [
    {
      name: 'elliptic curves behind a load balancer',
      staging,
      production: orders('production', [text('ES256')], balancer(issuer)),
      expect: [
        'tokens of orders are signed with ES256, which the load balancer does not know: it answers them with 401',
      ],
    },
    {
      name: 'elliptic curves behind a listener that checks whatever no rule takes',
      staging,
      production: shop(
        'production',
        changed(shopEntities('production'), 'aws_lb_listener.https', {
          defaultActions: [{ at: at(), type: 'jwt-validation', issuer: text(issuer) }],
        }),
        { apps: ordersRead([text('ES256')]) },
      ),
      expect: [
        'tokens of orders are signed with ES256, which the load balancer does not know: it answers them with 401',
      ],
    },
    {
      name: 'a longer hash behind a load balancer',
      staging,
      production: orders('production', [text('RS512')], balancer(issuer)),
      expect: [
        'tokens of orders are signed with RS512, which the load balancer does not know: it answers them with 401',
      ],
    },
    {
      name: 'a shared secret behind API Gateway',
      staging,
      production: orders('production', [text('HS256')], gateway(issuer)),
      expect: ['tokens of orders are signed with HS256, which API Gateway does not know: it answers them with 401'],
    },
    {
      name: 'not known',
      staging,
      production: orders('production', [unset('JWT_ALGORITHM')], balancer(issuer)),
      expect: ['undetermined: JWT_ALGORITHM'],
    },
  ],
})
