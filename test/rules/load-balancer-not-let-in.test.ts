import type { Value } from '../../src/model/value.ts'
import { loadBalancerNotLetIn } from '../../src/rules/service/load-balancer-not-let-in.ts'
import { at, changed, entity, ref, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

const list = (...items: readonly Value[]): Value => ({ kind: 'list', items, from: { at: at(), origins: [] } })

/** The shop's API in a network of its own, whose group lets this source in on this port. */
const guarded = (side: Side, port: Value, source: Value = ref('aws_security_group.lb', 'id')) =>
  shop(side, [
    ...changed(
      changed(shopEntities(side), 'aws_ecs_service.api', {
        securityGroups: list(ref('aws_security_group.tasks', 'id')),
        targets: [{ targetGroup: ref('aws_lb_target_group.api', 'arn'), containerPort: text(8080) }],
      }),
      'aws_lb.main',
      { securityGroups: list(ref('aws_security_group.lb', 'id')) },
    ),
    entity('security-group', 'aws_security_group.lb', { ingress: [], egress: 'default' }),
    entity('security-group', 'aws_security_group.tasks', {
      ingress: [
        {
          at: at(),
          protocol: text('tcp'),
          fromPort: port,
          toPort: port,
          ranges: [],
          groups: [source],
          prefixLists: [],
        },
      ],
      egress: 'default',
    }),
  ])

testRule(loadBalancerNotLetIn, {
  silent: [
    {
      name: 'both let the load balancer in',
      staging: guarded('staging', text(8080)),
      production: guarded('production', text(8080)),
    },
    {
      name: 'neither lets it in',
      staging: guarded('staging', text(80)),
      production: guarded('production', text(80)),
    },
    { name: 'tasks without groups of their own', staging: shop('staging'), production: shop('production') },
  ],
  reports: [
    {
      name: 'production lets in another port',
      staging: guarded('staging', text(8080)),
      production: guarded('production', text(80)),
      expect: [
        'aws_security_group.tasks lets no connection of aws_lb.main in on port 8080: requests forwarded to aws_ecs_service.api end with 504',
      ],
    },
    {
      name: 'production lets in another group',
      staging: guarded('staging', text(8080)),
      production: guarded('production', text(8080), ref('aws_security_group.tasks', 'id')),
      expect: [
        'aws_security_group.tasks lets no connection of aws_lb.main in on port 8080: requests forwarded to aws_ecs_service.api end with 504',
      ],
    },
    {
      name: 'the port that is let in comes from an unset variable',
      staging: guarded('staging', text(8080)),
      production: guarded('production', unset('app_port')),
      expect: ['undetermined: ingress of aws_security_group.tasks'],
    },
  ],
})
