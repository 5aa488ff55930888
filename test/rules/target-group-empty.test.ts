import type { Value } from '../../src/model/value.ts'
import { targetGroupEmpty } from '../../src/rules/service/target-group-empty.ts'
import { changed, entity, ref, type Side, shop, shopEntities, text, unset, without } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** The shop whose records lead to another load balancer than the one with the listeners. */
const standingBy = (desiredCount: Value) =>
  shop('production', [
    ...changed(shopEntities('production'), 'aws_ecs_service.api', { desiredCount }).map(each =>
      each.kind === 'dns-record' ? { ...each, alias: { target: ref('aws_lb.other', 'dns_name') } } : each,
    ),
    ...shopEntities('production')
      .filter(each => each.kind === 'load-balancer')
      .map(each => ({ ...each, address: { ...each.address, name: 'aws_lb.other' } })),
  ])

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
      name: 'nothing leads clients to its load balancer',
      staging: counted('staging', text(1)),
      production: standingBy(text(0)),
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
