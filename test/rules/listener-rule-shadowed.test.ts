import type { Value } from '../../src/model/value.ts'
import { listenerRuleShadowed } from '../../src/rules/routing/listener-rule-shadowed.ts'
import { at, changed, entity, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const behind = (side: Side, path: string, service = 'api', broad: Value = text(`www.${zones[side]}`)) =>
  shop(side, [
    ...changed(shopEntities(side), 'aws_lb_listener_rule.r20', {
      conditions: [{ at: at(), field: 'host-header', values: [broad] }],
    }),
    entity('listener-rule', 'aws_lb_listener_rule.help', {
      listener: ref('aws_lb_listener.https', 'arn'),
      priority: text(30),
      conditions: [
        { at: at(), field: 'host-header', values: [text(`www.${zones[side]}`)] },
        { at: at(), field: 'path-pattern', values: [text(path)] },
      ],
      actions: [
        { at: at(), type: 'forward', targets: [{ targetGroup: ref(`aws_lb_target_group.${service}`, 'arn') }] },
      ],
      transforms: [],
    }),
  ])

testRule(listenerRuleShadowed, {
  silent: [
    { name: 'same in staging', staging: behind('staging', '/help/*'), production: behind('production', '/help/*') },
    {
      name: 'it leads where the earlier one leads',
      staging: shop('staging'),
      production: behind('production', '/help/*', 'web'),
    },
  ],
  reports: [
    {
      name: 'a broader rule comes first',
      staging: shop('staging'),
      production: behind('production', '/help/*'),
      expect: ['rule 30 is never reached: rule 20 comes first and takes all its requests'],
    },
    {
      name: 'how broad the earlier one is comes from an unset variable',
      staging: shop('staging'),
      production: behind('production', '/help/*', 'api', unset('web_hosts')),
      expect: ['undetermined: web_hosts'],
    },
  ],
})
