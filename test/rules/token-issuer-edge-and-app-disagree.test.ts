import type { Value } from '../../src/model/value.ts'
import { tokenIssuerEdgeAndAppDisagree } from '../../src/rules/token/token-issuer-edge-and-app-disagree.ts'
import {
  address,
  at,
  changed,
  ref,
  type Side,
  shop,
  shopApps,
  shopEntities,
  text,
  unset,
  zones,
} from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const checkedTwice = (side: Side, edge: Value, accepted: Value = text(`https://id.${zones[side]}`)) =>
  shop(
    side,
    changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
      actions: [
        { at: at(), type: 'jwt-validation', issuer: edge },
        { at: at(), type: 'forward', targets: [{ targetGroup: ref('aws_lb_target_group.api', 'arn') }] },
      ],
    }),
    {
      apps: shopApps(side).map(each => (each.id === 'orders' ? { ...each, issuersAccepted: [accepted] } : each)),
      serviceOfApp: new Map([['orders', address('aws_ecs_service.api')]]),
    },
  )

testRule(tokenIssuerEdgeAndAppDisagree, {
  silent: [
    {
      name: 'they disagree in staging too',
      staging: checkedTwice('staging', text('https://a.example.net')),
      production: checkedTwice('production', text('https://a.example.net')),
    },
    {
      name: 'they agree',
      staging: checkedTwice('staging', text('https://id.stg.example.com')),
      production: checkedTwice('production', text('https://id.example.com')),
    },
    {
      name: "the service refuses production's tokens: reported as that",
      staging: checkedTwice('staging', text('https://id.stg.example.com')),
      production: checkedTwice('production', text('https://id.example.com'), text('https://old.example.com')),
    },
  ],
  reports: [
    {
      name: 'the load balancer expects another issuer',
      staging: checkedTwice('staging', text('https://id.stg.example.com')),
      production: checkedTwice('production', text('https://login.example.com')),
      expect: [
        'the load balancer lets tokens of "https://login.example.com" through, orders accepts "https://id.example.com": no token passes both, clients get 401',
      ],
    },
    {
      name: 'what the load balancer expects comes from an unset variable',
      staging: checkedTwice('staging', text('https://id.stg.example.com')),
      production: checkedTwice('production', unset('edge_issuer')),
      expect: ['undetermined: edge_issuer'],
    },
  ],
})
