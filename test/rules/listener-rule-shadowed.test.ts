import type { Value } from '../../src/model/value.ts'
import { listenerRuleShadowed } from '../../src/rules/routing/listener-rule-shadowed.ts'
import {
  at,
  changed,
  entity,
  ref,
  type Side,
  shop,
  shopEntities,
  text,
  unset,
  without,
  zones,
} from '../helpers/model.ts'
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

/** `/help` for two methods by two rules, or three by three, and another rule for all of them. */
const together = (side: Side, service = 'api', third?: number) => {
  const rule = (name: string, priority: number, methods: readonly string[], target: string) =>
    entity('listener-rule', `aws_lb_listener_rule.${name}`, {
      listener: ref('aws_lb_listener.https', 'arn'),
      priority: text(priority),
      conditions: [
        { at: at(), field: 'path-pattern', values: [text('/help')] },
        { at: at(), field: 'http-request-method', values: methods.map(method => text(method)) },
      ],
      actions: [{ at: at(), type: 'forward', targets: [{ targetGroup: ref(`aws_lb_target_group.${target}`, 'arn') }] }],
      transforms: [],
    })
  return shop(side, [
    ...without(without(shopEntities(side), 'aws_lb_listener_rule.r10'), 'aws_lb_listener_rule.r20'),
    rule('reads', 21, ['GET'], service),
    rule('writes', 22, ['POST'], service),
    ...(third === undefined ? [] : [rule('deletes', third, ['DELETE'], service)]),
    rule('help', 30, ['GET', 'POST', ...(third === undefined ? [] : ['DELETE'])], 'web'),
  ])
}

testRule(listenerRuleShadowed, {
  silent: [
    { name: 'same in staging', staging: behind('staging', '/help/*'), production: behind('production', '/help/*') },
    {
      name: 'one of those that are needed for it has its own number',
      staging: shop('staging'),
      production: together('production', 'api', 30),
    },
    {
      name: 'it leads where both earlier ones lead',
      staging: shop('staging'),
      production: together('production', 'web'),
    },
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
      name: 'two narrower rules together come first',
      staging: shop('staging'),
      production: together('production'),
      expect: ['rule 30 is never reached: rules 21, 22 come first and together take all its requests'],
    },
    {
      name: 'how broad the earlier one is comes from an unset variable',
      staging: shop('staging'),
      production: behind('production', '/help/*', 'api', unset('web_hosts')),
      expect: ['undetermined: web_hosts'],
    },
  ],
})
