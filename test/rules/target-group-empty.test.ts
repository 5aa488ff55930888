import type { Value } from '../../src/model/value.ts'
import { targetGroupEmpty } from '../../src/rules/service/target-group-empty.ts'
import { changed, entity, ref, type Side, shop, shopEntities, text, unset, without } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const balancers = shopEntities('production').filter(each => each.kind === 'load-balancer')

/** The shop, with its records at one weight, and those of another region's load balancer at another. */
const weighted = (own: Value, others: Value) => {
  const entities = changed(shopEntities('production'), 'aws_ecs_service.api', { desiredCount: text(0) })
  return shop('production', [
    ...entities.map(each => (each.kind === 'dns-record' ? { ...each, weight: own } : each)),
    ...entities.flatMap(each =>
      each.kind === 'dns-record'
        ? [
            {
              ...each,
              address: { ...each.address, name: `${each.address.name}.other` },
              alias: { target: ref('aws_lb.other', 'dns_name') },
              weight: others,
            },
          ]
        : [],
    ),
    ...balancers.map(each => ({ ...each, address: { ...each.address, name: 'aws_lb.other' } })),
  ])
}

/** The shop whose records are made elsewhere, beside another load balancer that has some here. */
const withoutRecords = shop('production', [
  ...changed(shopEntities('production'), 'aws_ecs_service.api', { desiredCount: text(0) }).map(each =>
    each.kind === 'dns-record' ? { ...each, alias: { target: ref('aws_lb.other', 'dns_name') } } : each,
  ),
  ...balancers.map(each => ({ ...each, address: { ...each.address, name: 'aws_lb.other' } })),
])

const empty = ['clients get 503 for requests forwarded to aws_lb_target_group.api: its service runs 0 tasks']

const counted = (side: Side, desiredCount: Value) =>
  shop(side, changed(shopEntities(side), 'aws_ecs_service.api', { desiredCount }))

testRule(targetGroupEmpty, {
  silent: [
    {
      name: 'nothing is behind it in staging either',
      staging: shop('staging', without(shopEntities('staging'), 'aws_ecs_service.api')),
      production: shop('production', without(shopEntities('production'), 'aws_ecs_service.api')),
    },
    {
      name: 'an attachment puts targets into it',
      staging: shop('staging'),
      production: shop('production', [
        ...without(shopEntities('production'), 'aws_ecs_service.api'),
        entity('target-attachment', 'aws_autoscaling_attachment.api', {
          targetGroup: ref('aws_lb_target_group.api', 'arn'),
        }),
      ]),
    },
    {
      name: 'its load balancer stands by: its records have weight 0 beside others',
      staging: counted('staging', text(1)),
      production: weighted(text(0), text(100)),
    },
    {
      name: 'other numbers of tasks',
      staging: counted('staging', text(1)),
      production: counted('production', text(6)),
    },
  ],
  reports: [
    {
      name: 'no service in production',
      staging: shop('staging'),
      production: shop('production', without(shopEntities('production'), 'aws_ecs_service.api')),
      expect: [
        'clients get 503 for requests forwarded to aws_lb_target_group.api: no service, attachment or auto scaling group puts targets into it',
      ],
    },
    {
      name: 'a service of 0 tasks',
      staging: counted('staging', text(1)),
      production: counted('production', text(0)),
      expect: ['clients get 503 for requests forwarded to aws_lb_target_group.api: its service runs 0 tasks'],
    },
    ...(
      [
        ['it shares the queries', weighted(text(1), text(100))],
        ['every record has weight 0, so all are answered with', weighted(text(0), text(0))],
        ['its weight comes from an unset variable', weighted(unset('weight'), text(100))],
        ['it has no records here', withoutRecords],
      ] as const
    ).map(([name, production]) => ({ name, staging: counted('staging', text(1)), production, expect: empty })),
    {
      name: 'whether the service exists comes from an unset variable',
      staging: shop('staging'),
      production: shop(
        'production',
        changed(shopEntities('production'), 'aws_ecs_service.api', {
          exists: 'undetermined',
          existsBecause: unset('create_api'),
        }),
      ),
      expect: ['undetermined: create_api'],
    },
  ],
})
