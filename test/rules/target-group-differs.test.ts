import type { TargetGroup } from '../../src/model/entity.ts'
import { targetGroupDiffers } from '../../src/rules/service/target-group-differs.ts'
import { changed, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** The shop with these traits of the API's target group. */
const group = (side: Side, fields: Partial<TargetGroup>) =>
  shop(side, changed(shopEntities(side), 'aws_lb_target_group.api', fields))

testRule(targetGroupDiffers, {
  silent: [
    {
      name: 'what is assumed, and the same written out',
      staging: group('staging', { protocol: text('HTTP') }),
      production: group('production', {
        protocol: text('HTTP'),
        protocolVersion: text('HTTP1'),
        targetType: text('instance'),
      }),
    },
    {
      name: 'one is made elsewhere',
      staging: group('staging', { protocol: text('HTTP') }),
      production: group('production', { protocol: text('HTTPS'), isLookup: true }),
    },
  ],
  reports: [
    {
      name: 'another protocol version',
      staging: group('staging', {}),
      production: group('production', { protocolVersion: text('GRPC') }),
      expect: [
        'api has protocol version GRPC instead of HTTP1: clients that do not speak it get 464, tasks that do not are answered for with 502',
      ],
    },
    {
      name: 'another protocol and another target type',
      staging: group('staging', { protocol: text('HTTP'), targetType: text('ip') }),
      production: group('production', { protocol: text('HTTPS'), targetType: text('instance') }),
      expect: [
        'api has protocol HTTPS instead of HTTP: tasks that do not speak it are answered for with 502',
        'api has target type instance instead of ip: what registers itself otherwise is refused, and nothing is behind the group',
      ],
    },
    {
      name: 'the protocol is not known',
      staging: group('staging', { protocol: text('HTTP') }),
      production: group('production', { protocol: unset('protocol') }),
      expect: ['undetermined: protocol'],
    },
  ],
})
