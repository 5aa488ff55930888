import type { Action, Condition, Transform } from '../../src/model/entity.ts'
import { listenerRuleDiffers } from '../../src/rules/routing/listener-rule-differs.ts'
import { at, changed, ref, type Side, shop, shopEntities, text, unset, zones } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

interface Parts {
  readonly conditions?: readonly Condition[]
  readonly actions?: readonly Action[]
  readonly transforms?: readonly Transform[]
}

/** The shop's rule for its API with these parts beside its host. */
const having = (side: Side, { conditions = [], actions = [], transforms = [] }: Parts) =>
  shop(
    side,
    changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
      conditions: [{ at: at(), field: 'host-header', values: [text(`api.${zones[side]}`)] }, ...conditions],
      actions: [
        ...actions,
        { at: at(), type: 'forward', targets: [{ targetGroup: ref('aws_lb_target_group.api', 'arn') }] },
      ],
      transforms,
    }),
  )

const header = (name: string, value: string): Parts => ({
  conditions: [{ at: at(), field: 'http-header', name: text(name), values: [text(value)] }],
})
const addresses = (value: string): Parts => ({
  conditions: [{ at: at(), field: 'source-ip', values: [text(value)] }],
})
const login = (policy?: string): Parts => ({
  actions: [
    {
      at: at(),
      type: 'authenticate-oidc',
      issuer: text('https://id.example.org'),
      ...(policy === undefined ? {} : { onUnauthenticated: text(policy) }),
    },
  ],
})
const rewrite = (replace: string): Parts => ({
  transforms: [{ at: at(), type: 'url-rewrite', regex: text('^/v1/(.*)$'), replace: text(replace) }],
})
const shared = (side: Side, web: number, api: number) =>
  shop(
    side,
    changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
      actions: [
        {
          at: at(),
          type: 'forward',
          targets: [
            { targetGroup: ref('aws_lb_target_group.web', 'arn'), weight: text(web) },
            { targetGroup: ref('aws_lb_target_group.api', 'arn'), weight: text(api) },
          ],
        },
      ],
    }),
  )
const redirected = (side: Side, status: string) =>
  shop(
    side,
    changed(shopEntities(side), 'aws_lb_listener_rule.r10', {
      actions: [{ at: at(), type: 'redirect', path: text('/store'), statusCode: text(status) }],
    }),
  )

const pair = (staging: Parts, production: Parts) => ({
  staging: having('staging', staging),
  production: having('production', production),
})
const rule = (side: string) => `the rule for host-header api.${side}`

testRule(listenerRuleDiffers, {
  silent: [
    { name: 'other secrets in one header', ...pair(header('X-Origin', 'a'), header('x-origin', 'b')) },
    { name: 'a login that only production asks for', ...pair({}, login()) },
    {
      name: 'a redirect in the place of a target group',
      staging: having('staging', {}),
      production: redirected('production', '301'),
    },
    { name: 'other addresses', ...pair(addresses('10.0.0.0/8'), addresses('192.0.2.0/24')) },
    { name: 'what is assumed, and the same written out', ...pair(login(), login('authenticate')) },
    { name: 'a rewrite that names its environment', ...pair(rewrite('/staging/$1'), rewrite('/production/$1')) },
    { name: 'weights of one ratio', staging: shared('staging', 1, 1), production: shared('production', 50, 50) },
    {
      name: 'one status in two spellings',
      staging: redirected('staging', '301'),
      production: redirected('production', 'HTTP_301'),
    },
  ],
  reports: [
    {
      name: 'a rewrite that only production makes',
      ...pair({}, rewrite('/api/$1')),
      expect: [`${rule('example.com')}: rewrites the URL ^/v1/(.*)$ to /api/$1, not in staging`],
    },
    {
      name: 'a permanent redirect',
      staging: redirected('staging', 'HTTP_302'),
      production: redirected('production', 'HTTP_301'),
      expect: [`${rule('example.com')}: redirects with status 301 instead of 302`],
    },
    {
      name: 'a header that only staging asks for',
      ...pair(header('X-Origin-Verify', 's'), {}),
      expect: [`${rule('example.com')}: asks for header x-origin-verify only in staging`],
    },
    {
      name: 'addresses that only staging asks for',
      ...pair(addresses('10.0.0.0/8'), {}),
      expect: [`${rule('example.com')}: takes only some addresses: yes only in staging`],
    },
    {
      name: 'another rewrite',
      ...pair(rewrite('/$1'), rewrite('/api/$1')),
      expect: [`${rule('example.com')}: rewrites the URL ^/v1/(.*)$ to /api/$1 instead of ^/v1/(.*)$ to /$1`],
    },
    {
      name: 'a share for a group that gets none in staging',
      staging: shared('staging', 0, 100),
      production: shared('production', 30, 70),
      expect: [`${rule('example.com')}: shares requests as 70 to 30 instead of 100`],
    },
    {
      name: 'requests without a session',
      ...pair(login('allow'), login()),
      expect: [`${rule('example.com')}: for requests without a session: authenticate instead of allow`],
    },
    {
      name: 'what becomes of requests without a session is not known',
      ...pair(login('deny'), {
        actions: [
          {
            at: at(),
            type: 'authenticate-oidc',
            issuer: text('https://id.example.org'),
            onUnauthenticated: unset('policy'),
          },
        ],
      }),
      expect: ['undetermined: policy'],
    },
  ],
})
