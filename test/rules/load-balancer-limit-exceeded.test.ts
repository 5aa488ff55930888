import type { Entity } from '../../src/model/entity.ts'
import { loadBalancerLimitExceeded } from '../../src/rules/routing/load-balancer-limit-exceeded.ts'
import { at, entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const forward = (targets: number) => ({
  at: at(),
  type: 'forward' as const,
  targets: Array.from({ length: targets }, () => ({ targetGroup: ref('aws_lb_target_group.api', 'arn') })),
})

const rule = (priority: number, paths: readonly string[], targets = 1): Entity =>
  entity('listener-rule', `aws_lb_listener_rule.more_${priority}`, {
    listener: ref('aws_lb_listener.https', 'arn'),
    priority: text(priority),
    conditions: [{ at: at(), field: 'path-pattern', values: paths.map(path => text(path)) }],
    actions: [forward(targets)],
    transforms: [],
  })

const certificate = (index: number): Entity =>
  entity('listener-certificate', `aws_lb_listener_certificate.more_${index}`, {
    listener: ref('aws_lb_listener.https', 'arn'),
    certificate: ref('aws_acm_certificate.main', 'arn'),
  })

/** Rules that are made where a variable says so. */
const perhaps = (each: Entity): Entity => ({ ...each, exists: 'undetermined', existsBecause: unset('more_rules') })

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index + 100))

const withMore = (side: Side, more: readonly Entity[]) => shop(side, [...shopEntities(side), ...more])

const staging = shop('staging')
const plain = ['/a', '/b', '/c', '/d', '/e']

testRule(loadBalancerLimitExceeded, {
  silent: [
    { name: 'as many as may be', staging, production: withMore('production', [rule(100, plain, 5)]) },
    {
      name: 'a hundred rules',
      staging,
      production: withMore(
        'production',
        many(98, index => rule(index, ['/x'])),
      ),
    },
    {
      name: 'a quota that was raised for staging too',
      staging: withMore(
        'staging',
        many(110, index => rule(index, ['/x'])),
      ),
      production: withMore(
        'production',
        many(110, index => rule(index, ['/x'])),
      ),
    },
  ],
  reports: [
    {
      name: 'six values in one rule',
      staging,
      production: withMore('production', [rule(100, [...plain, '/f'])]),
      expect: ['rule aws_lb_listener_rule.more_100 has 6 condition values, and AWS takes 5: the deployment is refused'],
    },
    {
      name: 'seven wildcards, six target groups',
      staging,
      production: withMore('production', [rule(100, ['/*/*/*/*', '/?/?/?'], 6)]),
      expect: [
        'rule aws_lb_listener_rule.more_100 has 7 wildcards, and AWS takes 6: the deployment is refused',
        'rule aws_lb_listener_rule.more_100 has 6 target groups in one action, and AWS takes 5: the deployment is refused',
      ],
    },
    {
      name: 'more rules than staging has',
      staging,
      production: withMore(
        'production',
        many(99, index => rule(index, ['/x'])),
      ),
      expect: ['aws_lb.main has 101 rules, and AWS takes 100 unless the quota was raised: the deployment is refused'],
    },
    {
      name: 'rules that may be made',
      staging,
      production: withMore(
        'production',
        many(99, index => perhaps(rule(index, ['/x']))),
      ),
      expect: ['undetermined: more_rules'],
    },
    {
      name: 'more certificates',
      staging,
      production: withMore('production', many(26, certificate)),
      expect: [
        'aws_lb.main has 26 certificates, and AWS takes 25 unless the quota was raised: the deployment is refused',
      ],
    },
  ],
})
