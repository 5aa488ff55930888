import type { Value } from '../../src/model/value.ts'
import { listenerRuleOrder } from '../../src/rules/routing/listener-rule-order.ts'
import { at, changed, ref, type Side, shop, shopEntities, text, unset, without, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** A narrow rule for the API and a broad one for the pages, on one host. */
const ordered = (
  side: Side,
  narrow: number,
  broad: number,
  broadTarget: Value = ref('aws_lb_target_group.web', 'arn'),
) => {
  const host = { at: at(), field: 'host-header' as const, values: [text(`www.${zones[side]}`)] }
  return shop(
    side,
    changed(
      changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
        priority: text(narrow),
        conditions: [host, { at: at(), field: 'path-pattern', values: [text('/api/*')] }],
      }),
      'aws_lb_listener_rule.r20',
      {
        priority: text(broad),
        conditions: [host],
        actions: [{ at: at(), type: 'forward', targets: [{ targetGroup: broadTarget }] }],
      },
    ),
  )
}

testRule(listenerRuleOrder, {
  silent: [
    {
      name: 'no rule is left, and the default action refuses',
      staging: shop('staging'),
      production: shop('production', without(shopEntities('production'), 'aws_lb_listener_rule.r10')),
    },
    { name: 'other numbers, same order', staging: ordered('staging', 10, 20), production: ordered('production', 1, 2) },
    {
      name: 'same order on both sides, and the wrong one',
      staging: ordered('staging', 20, 10),
      production: ordered('production', 20, 10),
    },
  ],
  reports: [
    {
      name: 'the broader rule comes first',
      staging: ordered('staging', 10, 20),
      production: ordered('production', 30, 20),
      expect: ['rule 20 takes https://www.example.com/api/x before rule 30 can: another service answers'],
    },
    {
      name: 'no rule is left, and the default action serves',
      staging: shop('staging'),
      production: shop(
        'production',
        changed(without(shopEntities('production'), 'aws_lb_listener_rule.r10'), 'aws_lb_listener.https', {
          defaultActions: [
            { at: at(), type: 'forward', targets: [{ targetGroup: ref('aws_lb_target_group.web', 'arn') }] },
          ],
        }),
      ),
      expect: [
        'the default action takes https://api.example.com/v1 and 1 more, and no rule leads them to aws_ecs_service.api: another service answers',
      ],
    },
    {
      name: 'where the first rule leads is not known',
      staging: ordered('staging', 10, 20),
      production: ordered('production', 30, 20, unset('target_group_arn')),
      expect: ['undetermined: target_group_arn', 'undetermined: target_group_arn'],
    },
  ],
})
