import type { Value } from '../../src/model/value.ts'
import { implicitRulePriority } from '../../src/rules/routing/implicit-rule-priority.ts'
import { at, changed, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const unnumbered = (names: readonly string[], host: string | Value) =>
  shop(
    'production',
    names.reduce(
      (entities, name) => changed(entities, `aws_lb_listener_rule.${name}`, { priority: undefined }),
      changed(shopEntities('production'), 'aws_lb_listener_rule.r10', {
        conditions: [{ at: at(), field: 'host-header', values: [typeof host === 'string' ? text(host) : host] }],
      }),
    ),
  )

testRule(implicitRulePriority, {
  silent: [
    { name: 'one rule without a number', staging: shop('staging'), production: unnumbered(['r10'], '*.example.com') },
    {
      name: 'rules that share nothing',
      staging: shop('staging'),
      production: unnumbered(['r10', 'r20'], 'api.example.com'),
    },
  ],
  reports: [
    {
      name: 'two rules that take the same requests',
      staging: shop('staging'),
      production: unnumbered(['r10', 'r20'], '*.example.com'),
      expect: [
        'two rules on port 443 have no priority and share requests (host-header *.example.com; host-header www.example.com): the one that was created first takes them',
      ],
    },
    {
      name: 'the host of one comes from an unset variable',
      staging: shop('staging'),
      production: unnumbered(['r10', 'r20'], unset('api_host')),
      expect: ['undetermined: api_host'],
    },
  ],
})
