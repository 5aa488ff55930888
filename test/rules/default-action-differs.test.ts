import type { Action } from '../../src/model/entity.ts'
import { defaultActionDiffers } from '../../src/rules/routing/default-action-differs.ts'
import { at, changed, ref, type Side, shop, shopEntities, unset, without } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const forward: Action = { at: at(), type: 'forward', targets: [{ targetGroup: ref('aws_lb_target_group.web', 'arn') }] }

const answering = (side: Side, action: Action) =>
  shop(side, changed(shopEntities(side), 'aws_lb_listener.https', { defaultActions: [action] }))

testRule(defaultActionDiffers, {
  silent: [
    { name: 'both serve', staging: answering('staging', forward), production: answering('production', forward) },
    {
      name: 'production serves what staging refuses',
      staging: shop('staging'),
      production: answering('production', forward),
    },
    {
      name: 'production redirects plain HTTP to HTTPS',
      staging: shop('staging', changed(shopEntities('staging'), 'aws_lb_listener.http', { defaultActions: [forward] })),
      production: shop('production'),
    },
    {
      name: 'a request shows it, and is reported by itself',
      staging: shop(
        'staging',
        without(
          changed(shopEntities('staging'), 'aws_lb_listener.https', { defaultActions: [forward] }),
          'aws_lb_listener_rule.r20',
        ),
      ),
      production: shop('production', without(shopEntities('production'), 'aws_lb_listener_rule.r20')),
    },
  ],
  reports: [
    {
      name: 'staging serves, production refuses',
      staging: answering('staging', forward),
      production: shop('production'),
      expect: [
        'what no rule takes on port 443 is forwarded to a target group in staging, and answered with 404 in production',
      ],
    },
    {
      name: 'what production does comes from an unset variable',
      staging: answering('staging', forward),
      production: answering('production', { at: at(), type: 'unsupported', name: unset('default_action') }),
      expect: ['undetermined: default_action'],
    },
  ],
})
