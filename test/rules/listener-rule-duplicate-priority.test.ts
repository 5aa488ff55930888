import type { Truth } from '../../src/model/truth.ts'
import type { Value } from '../../src/model/value.ts'
import { listenerRuleDuplicatePriority } from '../../src/rules/routing/listener-rule-duplicate-priority.ts'
import { changed, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const prioritised = (side: Side, priority: Value, exists: Truth = 'yes') =>
  shop(side, changed(shopEntities(side), 'aws_lb_listener_rule.r10', { priority, exists }))

testRule(listenerRuleDuplicatePriority, {
  silent: [
    {
      name: 'same in staging',
      staging: prioritised('staging', text(20)),
      production: prioritised('production', text(20)),
    },
    {
      name: 'one of them does not exist',
      staging: shop('staging'),
      production: prioritised('production', text(20), 'no'),
    },
  ],
  reports: [
    {
      name: 'twice in production',
      staging: shop('staging'),
      production: prioritised('production', text(20)),
      expect: [
        'two rules on port 443 have priority 20: the second is refused with PriorityInUse, and its requests get the default action',
      ],
    },
    {
      name: 'a priority comes from an unset variable',
      staging: shop('staging'),
      production: prioritised('production', unset('priority')),
      expect: ['undetermined: priority'],
    },
  ],
})
