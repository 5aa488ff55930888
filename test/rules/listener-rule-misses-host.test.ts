import { expect, test } from 'vitest'
import type { Value } from '../../src/model/value.ts'
import { listenerRuleMissesHost } from '../../src/rules/routing/listener-rule-misses-host.ts'
import { at, changed, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { contextOf, testRule } from '../helpers/rule-table.ts'

const requests = [['https://api.stg.example.com/x', 'https://api.example.com/x']] as const

const routed = (side: Side, host: Value) =>
  shop(
    side,
    changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
      conditions: [{ at: at(), field: 'host-header', values: [host] }],
    }),
  )

const pathed = (side: Side, path: string) =>
  changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
    conditions: [
      { at: at(), field: 'host-header', values: [text(`api.${zones[side]}`)] },
      { at: at(), field: 'path-pattern', values: [text(path)] },
    ],
  })

testRule(listenerRuleMissesHost, {
  silent: [
    {
      name: 'no rule takes it in staging either',
      staging: routed('staging', text('old.stg.example.com')),
      production: routed('production', text('old.example.com')),
      requests,
    },
    { name: 'a wildcard takes it', staging: shop('staging'), production: routed('production', text('*.example.com')) },
    {
      name: 'which rule comes first is not known, for want of priorities',
      staging: shop('staging'),
      production: shop(
        'production',
        ['aws_lb_listener_rule.r10', 'aws_lb_listener_rule.r20'].reduce(
          (entities, name) =>
            changed(entities, name, {
              priority: undefined,
              conditions: [{ at: at(), field: 'host-header', values: [text('*.example.com')] }],
            }),
          shopEntities('production'),
        ),
      ),
      requests,
    },
  ],
  reports: [
    {
      name: "the rule still names staging's host",
      staging: shop('staging'),
      production: routed('production', text('api.stg.example.com')),
      expect: [
        'no listener rule takes https://api.example.com/v1: clients see 404 "Service Not Found"; in staging rule 10 (aws_lb_listener_rule.r10) takes it',
      ],
    },
    {
      name: 'the case of a path differs',
      staging: shop('staging', pathed('staging', '/Reports/*')),
      production: shop('production', pathed('production', '/reports/*')),
      expect: [
        'no listener rule takes https://api.example.com/Reports/x: clients see 404 "Service Not Found"; in staging rule 10 (aws_lb_listener_rule.r10) takes it',
      ],
    },
    {
      name: 'a header that only production asks for',
      staging: shop('staging'),
      production: shop(
        'production',
        changed(shopEntities('production'), 'aws_lb_listener_rule.r10', {
          conditions: [
            { at: at(), field: 'host-header', values: [text(`api.${zones.production}`)] },
            { at: at(), field: 'http-header', name: text('X-Origin-Verify'), values: [text('s')] },
          ],
        }),
      ),
      expect: [
        'no listener rule takes https://api.example.com/v1: clients see 404 "Service Not Found"; in staging rule 10 (aws_lb_listener_rule.r10) takes it',
      ],
    },
    {
      name: 'the host comes from an unset variable',
      staging: shop('staging'),
      production: routed('production', unset('api_host')),
      requests,
      expect: ['undetermined: api_host', 'undetermined: api_host'],
    },
  ],
})

test('what two rules of one service miss on one host is shown at the lines of both', () => {
  const twoRules = (side: Side, host: (rule: string) => string) =>
    shop(
      side,
      ['r10', 'r20'].reduce(
        (entities, rule, index) =>
          changed(entities, `aws_lb_listener_rule.${rule}`, {
            actions: [{ at: at(), type: 'forward', targets: [{ targetGroup: ref('aws_lb_target_group.api', 'arn') }] }],
            conditions: [
              { at: at(`${rule}.tf`), field: 'host-header', values: [text(host(rule), at(`${rule}.tf`))] },
              { at: at(`${rule}.tf`, 2), field: 'path-pattern', values: [text(`/v${index + 1}`)] },
            ],
          }),
        shopEntities(side),
      ),
    )
  const staging = twoRules('staging', () => `api.${zones.staging}`)
  const production = twoRules('production', rule => `${rule}.${zones.production}`)
  const found = [...listenerRuleMissesHost.check(contextOf({ name: '', staging, production }))]
  expect(found.map(({ subject }) => subject)).toEqual(['requests to api.example.com for api'])
  expect(new Set(found[0]?.evidence.map(({ at: { file } }) => file))).toEqual(new Set(['r10.tf', 'r20.tf', 'main.tf']))
})
